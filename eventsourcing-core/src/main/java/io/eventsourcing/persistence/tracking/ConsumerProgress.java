package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * The progress of a consumer that saves events: it is stored together with these events,
 * or not at all. Immutable.
 *
 * @param expected the current position
 * @param to the new notification id, not below the current one
 * @param retriedId the notification id of the parked event that has been handled, which
 * is removed from the parked events; 0 if there is none
 */
public record ConsumerProgress(TrackedPosition expected, long to, long retriedId) {

	/**
	 * @throws IllegalArgumentException if the new notification id is below the current
	 * one
	 */
	public ConsumerProgress {
		Objects.requireNonNull(expected, "expected");
		expected.movedTo(to);
	}

	/**
	 * Returns the progress of a consumer that has handled the events up to the id.
	 * @param expected the current position
	 * @param to the new notification id, not below the current one
	 */
	public static ConsumerProgress to(TrackedPosition expected, long to) {
		return new ConsumerProgress(expected, to, 0);
	}

	/**
	 * Returns the progress of a consumer that has handled a parked event. Its position
	 * stays the same.
	 * @param expected the current position
	 * @param id the notification id of the parked event
	 */
	public static ConsumerProgress retried(TrackedPosition expected, long id) {
		return new ConsumerProgress(expected, expected.notificationId(), id);
	}

	/** Returns the id of the consumer. */
	public ConsumerId consumer() {
		return this.expected.consumer();
	}

	/** Returns whether a parked event has been handled. */
	public boolean isRetry() {
		return this.retriedId != 0;
	}

}
