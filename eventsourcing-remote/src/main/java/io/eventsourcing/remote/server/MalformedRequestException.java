package io.eventsourcing.remote.server;

/** Thrown if a parameter of a request is malformed; the message names it. */
final class MalformedRequestException extends RuntimeException {

	MalformedRequestException(String message) {
		super(message);
	}

}
