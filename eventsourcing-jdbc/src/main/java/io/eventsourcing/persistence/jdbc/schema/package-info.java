/**
 * The database schema of an event store: its name, its creation, its verification, and
 * the databases that are supported.
 * <p>
 * {@link io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema} and the exceptions
 * are for applications; the other types are public for the rooms of
 * {@code persistence.jdbc} only.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.schema;

import org.jspecify.annotations.NullMarked;
