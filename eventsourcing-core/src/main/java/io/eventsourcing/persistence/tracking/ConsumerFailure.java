package io.eventsourcing.persistence.tracking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The last failure of a consumer that has not handled any event since.
 *
 * @param notificationId the notification id of the event that it could not handle
 * @param attempts the number of failed attempts to handle that event
 * @param at the time of the last attempt, by the clock of the database
 * @param cause the stack trace of the exception, up to 8,000 characters
 */
public record ConsumerFailure(long notificationId, int attempts, Instant at, String cause) {

	/** The maximum length of the cause in characters: 8,000. */
	public static final int MAX_CAUSE_LENGTH = 8000;

	private static final char REPLACEMENT = '\uFFFD';

	/**
	 * Returns the cause in the form in which it is stored: truncated to the maximum
	 * length, with NUL and unpaired surrogates replaced, which PostgreSQL cannot store. A
	 * failure can therefore be stored even if its message quotes such characters.
	 */
	public static String storable(String cause) {
		String truncated = (cause.length() > MAX_CAUSE_LENGTH) ? cause.substring(0, MAX_CAUSE_LENGTH) : cause;
		byte[] encoded = truncated.replace('\0', REPLACEMENT).getBytes(StandardCharsets.UTF_8);
		return new String(encoded, StandardCharsets.UTF_8);
	}

}
