/**
 * The database schema of an event store: its name, its creation and verification, the
 * supported databases, and the columns that several packages use.
 * <p>
 * {@link io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema} and the exceptions
 * are for use by applications; the other types are public only for the packages of
 * {@code persistence.jdbc}.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.schema;

import org.jspecify.annotations.NullMarked;
