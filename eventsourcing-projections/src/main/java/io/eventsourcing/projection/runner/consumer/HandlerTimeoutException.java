package io.eventsourcing.projection.runner.consumer;

import java.time.Duration;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Indicates that a handler took longer than the handler timeout, so that the database has
 * probably ended its transaction.
 */
public final class HandlerTimeoutException extends EventSourcingException {

	private final long notificationId;

	/**
	 * @param notificationId the event, or the first event of the transaction if it is not
	 * known which one took so long
	 */
	public HandlerTimeoutException(long notificationId, Duration duration, Duration timeout, RuntimeException cause) {
		super("The handler of notification %d took %d ms, which is longer than the handler timeout of %d ms, after which the database ends the transaction. Make the handler faster, or increase the timeout."
			.formatted(notificationId, duration.toMillis(), timeout.toMillis()), cause);
		this.notificationId = notificationId;
	}

	public long notificationId() {
		return this.notificationId;
	}

}
