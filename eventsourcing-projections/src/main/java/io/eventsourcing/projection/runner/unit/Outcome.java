package io.eventsourcing.projection.runner.unit;

import java.time.Duration;

/**
 * What happens with a unit after a batch.
 *
 * @param more whether the unit must be processed again, even if no events arrive
 * @param priority the priority with which it is queued
 * @param delay the time to wait before it is queued
 */
public record Outcome(boolean more, Priority priority, Duration delay) {

	/** There are no events to handle at the moment. */
	public static final Outcome IDLE = new Outcome(false, Priority.LIVE, Duration.ZERO);

	public static Outcome again(Priority priority) {
		return new Outcome(true, priority, Duration.ZERO);
	}

	public static Outcome later(Duration delay) {
		return new Outcome(true, Priority.LIVE, delay);
	}

}
