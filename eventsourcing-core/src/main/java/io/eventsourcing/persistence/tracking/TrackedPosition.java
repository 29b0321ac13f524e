package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * The state of a consumer that a transaction must find, or it has no effect.
 *
 * @param consumer the consumer
 * @param notificationId the id up to which it has handled all events
 * @param epoch the number of times that the consumer was taken over or reset
 */
public record TrackedPosition(ConsumerId consumer, long notificationId, long epoch) {

	public TrackedPosition {
		Objects.requireNonNull(consumer, "consumer");
	}

	/** Returns the position after events up to the id have been handled. */
	public TrackedPosition movedTo(long id) {
		return new TrackedPosition(this.consumer, id, this.epoch);
	}

}
