package io.eventsourcing.projection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of one partition of a version of a projection at a point in time.
 *
 * @param name the name of the projection
 * @param version the version
 * @param partition the number of the partition, counted from 0
 * @param log the name of the log that it follows, as in {@link Follows}; {@code log} if
 * it is the log of the own event store
 * @param active whether the version is the one that is in use
 * @param status what it is doing
 * @param position the notification id up to which it has handled all events; may be about
 * a second out of date if it runs in another process
 * @param replayUntil the notification id up to which it handles events again that it has
 * already handled once; 0 if it was never rebuilt
 * @param head the notification id of the last event in the log that it follows; -1 if the
 * log cannot be read at the moment, or is not known to this process
 * @param owner the name of the process that runs it, or null
 * @param since the time at which it last changed owner, was paused or was resumed; null
 * if it has never been started
 * @param failure the event that it is failing to handle, or that a method has not
 * finished handling if the status is {@link ProjectionStatus#STUCK}; otherwise null
 */
public record ProjectionState(String name, int version, int partition, String log, boolean active,
		ProjectionStatus status, long position, long replayUntil, long head, @Nullable String owner,
		@Nullable Instant since, @Nullable Failure failure) {

	/**
	 * An event that could not be handled, or has not been handled in time.
	 *
	 * @param notificationId the notification id of the event
	 * @param attempts the number of failed attempts
	 * @param at the time of the last failed attempt or, if a method has not returned, the
	 * time at which it was first seen handling the event
	 * @param retryAt the time at which the event will be retried, by the clock of the
	 * database; earlier if another process takes over the projection, or if parked events
	 * are retried or discarded; in the past while a retry is under way or waits for a
	 * thread; null if no retry is planned, because the projection is paused, no process
	 * runs it, or a method has not returned
	 * @param cause the stack trace of the exception, truncated to 8,000 characters, or of
	 * the thread of that method
	 */
	public record Failure(long notificationId, int attempts, Instant at, @Nullable Instant retryAt, String cause) {
	}

	/**
	 * Returns the difference between the head of the log and the position. This is an
	 * upper bound on the number of events that remain to be handled: ids can have gaps,
	 * and the projection may not handle all events.
	 */
	public long lag() {
		return Math.max(0, this.head - this.position);
	}

}
