package io.eventsourcing.remote.client;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Thrown if a remote log cannot be read at the moment. The cause is the exception of the
 * HTTP client, if there is one. Consumers of the log try again without limit.
 */
public class RemoteLogException extends DataAccessResourceFailureException {

	public RemoteLogException(String log, String url, String problem, Throwable cause) {
		super("The log '%s' at %s cannot be read: %s".formatted(log, url, problem), cause);
	}

}
