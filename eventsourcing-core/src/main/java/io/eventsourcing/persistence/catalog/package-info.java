/**
 * Determines which types of events are stored and which of them an application can read,
 * before it has to read an event that it cannot read.
 * <p>
 * An {@link io.eventsourcing.persistence.catalog.EventCatalog} shows, and compares in a
 * test, what the classes of an application can read. An
 * {@link io.eventsourcing.persistence.catalog.EventTypeCheck} compares it with the types
 * of stored events, which {@link io.eventsourcing.persistence.catalog.StoredEventTypes}
 * learns by following the log.
 */
@NullMarked
package io.eventsourcing.persistence.catalog;

import org.jspecify.annotations.NullMarked;
