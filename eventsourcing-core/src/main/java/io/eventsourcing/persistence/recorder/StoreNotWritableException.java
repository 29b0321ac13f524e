package io.eventsourcing.persistence.recorder;

import io.eventsourcing.domain.EventSourcingException;

/**
 * The database does not let events be saved: it is read-only, full, lacks the tables, or
 * its role lacks the right. Nothing of the save was stored.
 */
public class StoreNotWritableException extends EventSourcingException {

	public StoreNotWritableException(String problem, String fix, Throwable cause) {
		super("The event store cannot save: %s; nothing was saved. %s. The database says: %s".formatted(problem, fix,
				cause.getMessage()), cause);
	}

}
