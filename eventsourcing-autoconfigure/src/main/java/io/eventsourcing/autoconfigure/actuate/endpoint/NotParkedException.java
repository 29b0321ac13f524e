package io.eventsourcing.autoconfigure.actuate.endpoint;

import java.util.UUID;

/** Thrown if a request names an event, or an aggregate, that is not parked. */
public class NotParkedException extends IllegalArgumentException {

	private NotParkedException(String message) {
		super(message);
	}

	/** Returns the exception for an event to discard. */
	public static NotParkedException event(String projection, long notificationId) {
		return new NotParkedException("The projection '%s' has not parked the event %d, so nothing was discarded"
			.formatted(projection, notificationId));
	}

	/** Returns the exception for an aggregate whose events were to be retried. */
	public static NotParkedException aggregate(String projection, UUID aggregateId) {
		return new NotParkedException(
				"The projection '%s' has not parked any event of the aggregate %s, so nothing will be retried"
					.formatted(projection, aggregateId));
	}

}
