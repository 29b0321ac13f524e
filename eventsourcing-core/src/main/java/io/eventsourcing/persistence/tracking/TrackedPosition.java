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

	/**
	 * Returns the position after events up to the id have been handled.
	 * @throws IllegalArgumentException if the id is below that of this position
	 */
	public TrackedPosition movedTo(long id) {
		if (id < this.notificationId) {
			throw new IllegalArgumentException("The position of the consumer '%s' cannot be moved back from %d to %d"
				.formatted(this.consumer.consumer(), this.notificationId, id));
		}
		return new TrackedPosition(this.consumer, id, this.epoch);
	}

}
