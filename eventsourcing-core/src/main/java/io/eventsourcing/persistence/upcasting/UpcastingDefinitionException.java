package io.eventsourcing.persistence.upcasting;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown if the upcasting steps of an aggregate class are declared incorrectly.
 */
public class UpcastingDefinitionException extends FixableException {

	public UpcastingDefinitionException(String problem, String fix) {
		super(problem, fix);
	}

}
