package io.eventsourcing.persistence.tracking;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer has set aside: one that it could not handle, or a later one of
 * the same aggregate, which waits behind it. The event itself is in the log.
 *
 * @param notificationId the id of the event
 * @param topic the topic of the event
 * @param originatorId the id of the aggregate
 * @param attempts the number of failed attempts to handle the event; 0 if it only waits
 * @param parkedAt the time at which it was set aside, by the clock of the database
 * @param attemptedAt the time of the last failed attempt since then, or null
 * @param request what the consumer was asked to do with it, or null
 * @param cause the exception with its stack trace, up to 8,000 characters; null if the
 * event only waits
 */
public record ParkedEvent(long notificationId, String topic, UUID originatorId, int attempts, Instant parkedAt,
		@Nullable Instant attemptedAt, @Nullable Request request, @Nullable String cause) {

	/** What can be done with a parked event. */
	public enum Request {

		/** To handle it again. */
		RETRY,

		/** To remove it without handling it. */
		DISCARD

	}

}
