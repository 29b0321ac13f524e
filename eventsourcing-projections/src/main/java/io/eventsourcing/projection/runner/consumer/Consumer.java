package io.eventsourcing.projection.runner.consumer;

import java.util.Set;

import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.OperationRefusedException;
import io.eventsourcing.projection.binding.EventHandlers;
import org.jspecify.annotations.Nullable;

/**
 * A version of a projection from the point of view of its runner.
 *
 * @param definition what is stored about it at first
 * @param handlers handles its events, in the transaction of the position
 * @param processor handles its events one at a time, in place of the handlers; null if it
 * is a projection
 * @param options how it is run
 * @param upstream the log that it follows
 * @param mapper converts the events of this log
 */
public record Consumer(ProjectionDefinition definition, EventHandlers handlers, @Nullable EventProcessor processor,
		ProjectionOptions options, Upstream upstream, EventMapper mapper) {

	/** Returns the id of the first partition. */
	public ConsumerId id() {
		return this.definition.id();
	}

	/** Returns the maximum number of events that are handled at once. */
	public int maxBatch() {
		return (this.processor != null) ? 1 : this.options.batchSize();
	}

	public boolean handlesAny(Set<String> topics) {
		return topics.stream().anyMatch(this.handlers::handles);
	}

	/**
	 * Returns the call that empties the read model.
	 * @throws OperationRefusedException if there is none
	 */
	public Runnable requireReset() {
		if (this.processor != null) {
			throw new OperationRefusedException(
					"The process application '%s' cannot be rebuilt, because it would save its events again"
						.formatted(this.definition.name()));
		}
		Runnable reset = this.handlers.reset();
		if (reset == null) {
			throw new OperationRefusedException(
					"The projection '%s' cannot be rebuilt, because it has no method that empties its read model. Add a method that deletes the rows, and annotate it with @OnReset."
						.formatted(this.definition.name()));
		}
		return reset;
	}

}
