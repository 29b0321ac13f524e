package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * The position and epoch of a consumer. A change has no effect unless it finds the
 * expected ones stored.
 *
 * @param consumer the consumer
 * @param notificationId the notification id up to which it has handled all events
 * @param epoch a number that increases with each change of owner
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
