package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.FixableException;

/**
 * Thrown if an aggregate cannot be rebuilt because the body of one of its stored events
 * throws an exception, which is the cause. Its message does not contain that of the
 * cause, which may quote the values of attributes.
 */
public class ReplayException extends FixableException {

	private static final String FIX = "Bodies also run when an aggregate is loaded, so they must accept all stored values: check new values in an undecorated method that calls the decorated one, or replace the stored values in an upcasting step.";

	private final DomainEvent event;

	private final Throwable thrown;

	ReplayException(DomainEvent event, Throwable thrown) {
		this(event, "", thrown);
	}

	private ReplayException(DomainEvent event, String position, Throwable thrown) {
		super("The event %s, which is version %d of the aggregate %s%s, cannot be applied: its body has thrown %s."
			.formatted(event.type(), event.originatorVersion(), event.originatorId(), position,
					thrown.getClass().getName()),
				FIX, thrown);
		this.event = event;
		this.thrown = thrown;
	}

	/** Returns this exception with a message that contains the position of the event. */
	ReplayException at(long notificationId) {
		return new ReplayException(this.event, " and at position %d of the log".formatted(notificationId), this.thrown);
	}

	/** Returns the event. */
	public DomainEvent event() {
		return this.event;
	}

}
