package io.eventsourcing.autoconfigure.actuate.endpoint;

/** Thrown if a projection does not permit an action at the moment. */
public class RefusedActionException extends IllegalStateException {

	public RefusedActionException(String message, Throwable cause) {
		super(message, cause);
	}

}
