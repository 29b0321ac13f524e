package io.eventsourcing.persistence.exception;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Thrown if the event store cannot get a connection. Nothing was saved or read; the call
 * may be repeated.
 * <p>
 * The cause is a {@link TransientDataAccessResourceException}, whose own cause is the
 * exception of the data source.
 */
public class StoreUnavailableException extends TransientEventSourcingException {

	public StoreUnavailableException(Throwable cause) {
		this("No connection to the event store: " + cause.getMessage(), cause);
	}

	private StoreUnavailableException(String problem, Throwable cause) {
		super(problem
				+ ". Nothing was saved or read. Check that the database is up, and that the connection pool is large enough.",
				new TransientDataAccessResourceException(problem, cause));
	}

}
