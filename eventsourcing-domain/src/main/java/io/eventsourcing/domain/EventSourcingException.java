package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that this library throws on purpose, except for null and
 * illegal arguments.
 */
public class EventSourcingException extends RuntimeException {

	public EventSourcingException(String message) {
		super(message);
	}

	public EventSourcingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
