package io.eventsourcing.projection.runner;

import java.time.Duration;

import io.eventsourcing.projection.runner.Workers.Priority;

/**
 * What happens with a unit after a batch.
 *
 * @param more whether the unit must be processed again, even if no events arrive
 * @param priority the priority with which it is queued
 * @param delay the time to wait before it is queued
 */
record Outcome(boolean more, Priority priority, Duration delay) {

	/** There are no events to handle at the moment. */
	static final Outcome IDLE = new Outcome(false, Priority.LIVE, Duration.ZERO);

	static Outcome again(Priority priority) {
		return new Outcome(true, priority, Duration.ZERO);
	}

	static Outcome later(Duration delay) {
		return new Outcome(true, Priority.LIVE, delay);
	}

}
