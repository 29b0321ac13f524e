package io.eventsourcing.autoconfigure.actuate.endpoint;

/**
 * Thrown if a request of an operator is invalid, whatever the state of the projection.
 */
public class InvalidRequestException extends IllegalArgumentException {

	public InvalidRequestException(String message) {
		super(message);
	}

}
