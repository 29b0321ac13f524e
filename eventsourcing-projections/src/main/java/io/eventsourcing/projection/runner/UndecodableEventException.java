package io.eventsourcing.projection.runner;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;

/** Thrown if a stored event cannot be decoded. */
final class UndecodableEventException extends EventSourcingException {

	private final long notificationId;

	UndecodableEventException(Notification notification, RuntimeException cause) {
		super("Notification %d, the event %s, version %d of the aggregate %s, cannot be decoded".formatted(
				notification.id(), notification.topic(), notification.event().originatorVersion(),
				notification.event().originatorId()), cause);
		this.notificationId = notification.id();
	}

	long notificationId() {
		return this.notificationId;
	}

}
