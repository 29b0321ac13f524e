package io.eventsourcing.persistence.exception;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if the database does not accept events: it is read-only or full, a table is
 * missing, or the role lacks a privilege. Nothing of the save was stored.
 */
public class StoreNotWritableException extends EventSourcingException {

	public StoreNotWritableException(String problem, String fix, Throwable cause) {
		super("The event store cannot save: %s; nothing was saved. %s. The database says: %s".formatted(problem, fix,
				cause.getMessage()), cause);
	}

}
