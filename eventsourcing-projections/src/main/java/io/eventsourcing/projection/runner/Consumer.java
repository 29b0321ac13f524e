package io.eventsourcing.projection.runner;

import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;

/**
 * A projection from the point of view of its runner.
 *
 * @param id identifies its position
 * @param topics the topics of the events that it handles
 * @param handler handles a batch of events, in the transaction of the position
 * @param options how it is run
 */
record Consumer(ConsumerId id, Set<String> topics, BatchHandler handler, ProjectionOptions options) {

	/** Handles events. */
	@FunctionalInterface
	interface BatchHandler {

		/** Handles the events in order. */
		void handle(List<Recording> recordings);

	}

	boolean handlesAny(Set<String> others) {
		return !Collections.disjoint(this.topics, others);
	}

}
