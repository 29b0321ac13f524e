package io.eventsourcing.persistence.recorder;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * There is no connection to the event store. Nothing was saved or read; it may be
 * repeated.
 * <p>
 * The cause is a {@link TransientDataAccessResourceException}, whose own cause is what
 * the data source threw.
 */
public class StoreUnavailableException extends TransientEventSourcingException {

	public StoreUnavailableException(Throwable cause) {
		this("There is no connection to the event store: " + cause.getMessage(), cause);
	}

	private StoreUnavailableException(String problem, Throwable cause) {
		super(problem
				+ ". Nothing was saved or read. Check that the database is up, and that the connection pool is large enough.",
				new TransientDataAccessResourceException(problem, cause));
	}

}
