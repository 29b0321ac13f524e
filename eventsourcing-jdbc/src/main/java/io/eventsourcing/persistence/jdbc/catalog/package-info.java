/**
 * Stores in the table {@code event_types} which types of events are stored.
 * <p>
 * Applications that build their own store use
 * {@link io.eventsourcing.persistence.jdbc.catalog.JdbcEventTypeRecorder}. This package
 * depends on the package {@code schema}; no other package uses it.
 */
@NullMarked
package io.eventsourcing.persistence.jdbc.catalog;

import org.jspecify.annotations.NullMarked;
