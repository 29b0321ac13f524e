package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that this library throws on purpose, except those for null
 * and illegal arguments.
 */
public class EventSourcingException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message the problem and its fix
	 */
	public EventSourcingException(String message) {
		super(message);
	}

	/**
	 * Creates an exception with a cause.
	 * @param message the problem and its fix
	 * @param cause the cause, or null if there is none
	 */
	public EventSourcingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
