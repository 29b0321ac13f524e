package io.eventsourcing.projection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of a projection at a moment.
 *
 * @param name the name of the projection
 * @param status what it is doing
 * @param position the id up to which it has handled all events; up to a second old if it
 * runs in another process
 * @param head the last id in the log
 * @param owner the process that works for it, or null
 * @param since the time at which the process, or whether it is paused, last changed; null
 * if it has never been started
 * @param failure the event that it could not handle, or null
 */
public record ProjectionState(String name, ProjectionStatus status, long position, long head, @Nullable String owner,
		@Nullable Instant since, @Nullable Failure failure) {

	/**
	 * An event that could not be handled.
	 *
	 * @param notificationId the id of the event
	 * @param attempts the number of failed attempts
	 * @param at the time of the last attempt
	 * @param cause the exception with its stack trace, up to 8,000 characters
	 */
	public record Failure(long notificationId, int attempts, Instant at, String cause) {
	}

	/**
	 * Returns how many events the projection is behind, at most: ids can have gaps, and
	 * it need not handle all events.
	 */
	public long lag() {
		return Math.max(0, this.head - this.position);
	}

}
