/**
 * Storing and reading events: the recorder port, the mapper between domain events and
 * stored events, the event store.
 */
@NullMarked
package io.eventsourcing.persistence;

import org.jspecify.annotations.NullMarked;
