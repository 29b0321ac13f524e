package io.eventsourcing.persistence.tracking;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer has set aside: an event that it could not handle, or a later
 * event of the same aggregate, which must not overtake it. The event itself is in the
 * log.
 *
 * @param notificationId the notification id of the event
 * @param version the version of the consumer that has set it aside
 * @param topic the topic of the event
 * @param originatorId the id of the aggregate
 * @param attempts the number of failed attempts to handle the event; 0 if it was parked
 * because an earlier event of its aggregate is parked
 * @param parkedAt the time at which it was parked, by the clock of the database
 * @param attemptedAt the time of the last failed retry since then, or null
 * @param request the pending request for the event, or null
 * @param cause the stack trace of the exception, up to 8,000 characters; null if there
 * were no attempts
 */
public record ParkedEvent(long notificationId, int version, String topic, UUID originatorId, int attempts,
		Instant parkedAt, @Nullable Instant attemptedAt, @Nullable Request request, @Nullable String cause) {

	/** The requests that can be made for a parked event. */
	public enum Request {

		/** The consumer is requested to handle the event again. */
		RETRY,

		/** The consumer is requested to remove the event without handling it. */
		DISCARD

	}

}
