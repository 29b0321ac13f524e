/**
 * The event store: stores domain events and reads them back.
 * <p>
 * An {@link io.eventsourcing.persistence.EventMapper} converts domain events to stored
 * events and back, using the names in {@link io.eventsourcing.persistence.topics.Topics}
 * and the bytes of a {@link io.eventsourcing.persistence.Transcoder}; a recorder stores
 * them.
 */
@NullMarked
package io.eventsourcing.persistence;

import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.NullMarked;
