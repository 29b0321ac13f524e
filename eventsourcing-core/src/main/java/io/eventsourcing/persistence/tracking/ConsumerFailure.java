package io.eventsourcing.persistence.tracking;

import java.time.Instant;

/**
 * The last failure of a consumer that has not handled an event since.
 *
 * @param notificationId the id of the event that it could not handle
 * @param attempts the number of failed attempts to handle that event
 * @param at the time of the last attempt, by the clock of the database
 * @param cause the exception with its stack trace, up to 8,000 characters
 */
public record ConsumerFailure(long notificationId, int attempts, Instant at, String cause) {

	/** The maximum length of the cause. */
	public static final int MAX_CAUSE_LENGTH = 8000;

}
