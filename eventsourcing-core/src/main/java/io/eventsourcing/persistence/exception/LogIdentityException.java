package io.eventsourcing.persistence.exception;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if a notification log is not the one that its follower knows by this name, so
 * that the positions of the follower are meaningless in it.
 */
public class LogIdentityException extends EventSourcingException {

	/**
	 * @param log the name of the log
	 * @param expected the identity of the log that was followed so far
	 * @param found the identity of the log that has the name now
	 */
	public LogIdentityException(String log, UUID expected, UUID found) {
		super(("The log '%s' has the identity %s, but the log with this name that was followed so far has the "
				+ "identity %s. Its events have other ids, or were restored from a backup. Let the name refer to the "
				+ "log that was followed so far. To follow the new log from its beginning instead, restart the "
				+ "follower and rebuild the projection. A projection that starts at the end of the log cannot be "
				+ "rebuilt: give the new log another name, under which the projection has a new position.")
			.formatted(log, found, expected));
	}

}
