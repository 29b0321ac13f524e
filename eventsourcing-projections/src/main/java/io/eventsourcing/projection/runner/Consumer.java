package io.eventsourcing.projection.runner;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;

/**
 * A projection from the point of view of its runner.
 *
 * @param id identifies its position
 * @param topics the topics of the events to read; empty to read all events
 * @param handles whether events of a topic are handled
 * @param handler handles a batch of events, in the transaction of the position
 * @param options how it is run
 */
record Consumer(ConsumerId id, Set<String> topics, Predicate<String> handles, BatchHandler handler,
		ProjectionOptions options) {

	/** Handles events. */
	@FunctionalInterface
	interface BatchHandler {

		/** Handles the events in order. */
		void handle(List<Recording> recordings);

	}

	boolean handlesAny(Set<String> others) {
		return others.stream().anyMatch(this.handles);
	}

}
