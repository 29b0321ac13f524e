package io.eventsourcing.persistence.tracking;

import java.nio.charset.StandardCharsets;
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

	private static final char REPLACEMENT = '\uFFFD';

	/**
	 * Returns a cause as it is stored: truncated to the maximum length, and without NUL
	 * and unpaired surrogates, which PostgreSQL cannot store. A failure whose message
	 * quotes such a character must not prevent itself from being stored.
	 */
	public static String storable(String cause) {
		String truncated = (cause.length() > MAX_CAUSE_LENGTH) ? cause.substring(0, MAX_CAUSE_LENGTH) : cause;
		byte[] encoded = truncated.replace('\0', REPLACEMENT).getBytes(StandardCharsets.UTF_8);
		return new String(encoded, StandardCharsets.UTF_8);
	}

}
