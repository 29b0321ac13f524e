package io.eventsourcing.projection;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Recording;

/**
 * Thrown if a method of a projection throws an exception, which becomes the cause. The
 * message names the method and the event, but not the attributes of the event.
 */
public class EventHandlingException extends EventSourcingException {

	private final long notificationId;

	public EventHandlingException(String method, Recording recording, Throwable cause) {
		super(message(method, recording, cause), cause);
		this.notificationId = recording.notificationId();
	}

	private static String message(String method, Recording recording, Throwable cause) {
		DomainEvent event = recording.event();
		return "%s failed to handle notification %d, the event %s, version %d of the aggregate %s: %s".formatted(method,
				recording.notificationId(), event.type(), event.originatorVersion(), event.originatorId(),
				cause.getClass().getName());
	}

	/**
	 * Returns the notification id of the event, or of the first event in the list that
	 * the method was called with.
	 */
	public long notificationId() {
		return this.notificationId;
	}

}
