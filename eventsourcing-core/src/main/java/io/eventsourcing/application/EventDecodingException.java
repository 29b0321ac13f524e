package io.eventsourcing.application;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;

/**
 * Thrown by a subscription if an event cannot be converted to a domain event, for example
 * because its class is unknown. The subscription remains usable: reading it continues
 * after that event.
 */
public class EventDecodingException extends EventSourcingException {

	private final long notificationId;

	EventDecodingException(Notification notification, RuntimeException cause) {
		super("Notification %d (%s, version %d of the aggregate %s) cannot be decoded: %s To skip this event, call next() again, or subscribe after %d."
			.formatted(notification.id(), notification.topic(), notification.event().originatorVersion(),
					notification.event().originatorId(), sentence(cause), notification.id()),
				cause);
		this.notificationId = notification.id();
	}

	private static String sentence(RuntimeException cause) {
		String message = (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
		return message.endsWith(".") ? message : message + ".";
	}

	/** Returns the id of the notification, after which reading can continue. */
	public long notificationId() {
		return this.notificationId;
	}

}
