package io.eventsourcing.persistence.recorder;

import io.eventsourcing.domain.EventSourcingException;

/**
 * There is no connection to the event store. Nothing was saved or read; it may be
 * repeated.
 */
public class StoreUnavailableException extends EventSourcingException {

	public StoreUnavailableException(Throwable cause) {
		super(("There is no connection to the event store: %s. Nothing was saved or read. "
				+ "Check that the database is up, and that the connection pool is large enough.")
			.formatted(cause.getMessage()), cause);
	}

}
