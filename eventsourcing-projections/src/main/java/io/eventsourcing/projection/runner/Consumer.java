package io.eventsourcing.projection.runner;

import java.util.Set;

import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.binding.EventHandlers;

/**
 * A version of a projection from the point of view of its runner.
 *
 * @param definition what is stored about it at first
 * @param handlers handles its events, in the transaction of the position
 * @param options how it is run
 * @param upstream the log that it follows
 * @param mapper converts the events of this log
 */
record Consumer(ProjectionDefinition definition, EventHandlers handlers, ProjectionOptions options, Upstream upstream,
		EventMapper mapper) {

	/** Returns the id of the first partition. */
	ConsumerId id() {
		return this.definition.id();
	}

	boolean handlesAny(Set<String> topics) {
		return topics.stream().anyMatch(this.handlers::handles);
	}

}
