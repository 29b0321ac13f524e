/**
 * The event store: stores domain events and reads them back.
 * <p>
 * An {@link io.eventsourcing.persistence.EventMapper} turns domain events into stored
 * events and back, with the names of {@link io.eventsourcing.persistence.Topics} and the
 * bytes of a {@link io.eventsourcing.persistence.Transcoder}; a recorder keeps them.
 */
@NullMarked
package io.eventsourcing.persistence;

import org.jspecify.annotations.NullMarked;
