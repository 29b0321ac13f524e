package io.eventsourcing.persistence;

import io.eventsourcing.domain.FixableException;
import io.eventsourcing.domain.EventType;

/**
 * Thrown if an aggregate class has an event whose attributes could not be read back if
 * they were stored. No event of the class is stored.
 */
public class UnsupportedEventException extends FixableException {

	private static final String FIX = "Change the type of the attribute, or support it with an EventJsonCustomizer or a Transcoder of your own; with Spring Boot, define it as a bean.";

	UnsupportedEventException(EventType type, RuntimeException cause) {
		this("The event '%s' of %s cannot be stored: %s.".formatted(type.name(), type.aggregateType().getName(),
				cause.getMessage()), cause);
	}

	private UnsupportedEventException(String problem, RuntimeException cause) {
		super(problem, FIX, cause);
	}

}
