package io.eventsourcing.projection.runner.consumer;

import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerProgress;

/**
 * Handles stored events one at a time and outside a transaction, and saves other events
 * together with the position. Implementations are thread-safe.
 */
@FunctionalInterface
public interface EventProcessor {

	/**
	 * Handles an event.
	 * @param recordings the event, or the events into which upcasting has split it
	 * @param progress the progress to store together with the events that are saved
	 * @return true if events and progress have been stored; false if there are no events
	 * to save, so that the caller has to store the progress
	 * @throws io.eventsourcing.persistence.exception.PositionConflictException if the
	 * stored position is not the expected one
	 * @throws RuntimeException if the event cannot be handled
	 */
	boolean process(List<Recording> recordings, ConsumerProgress progress);

}
