package io.eventsourcing.projection.runner.consumer;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;

/**
 * Thrown if a stored event cannot be decoded. The message includes the reason if it is an
 * exception of this library, which quotes no values of the event.
 */
public final class UndecodableEventException extends EventSourcingException {

	private final long notificationId;

	public UndecodableEventException(Notification notification, RuntimeException cause) {
		super("Notification %d, the event %s, version %d of the aggregate %s, cannot be decoded%s".formatted(
				notification.id(), notification.topic(), notification.event().originatorVersion(),
				notification.event().originatorId(),
				(cause instanceof EventSourcingException) ? ": " + cause.getMessage() : ""), cause);
		this.notificationId = notification.id();
	}

	public long notificationId() {
		return this.notificationId;
	}

}
