package io.eventsourcing.projection;

import io.eventsourcing.domain.FixableException;

/**
 * Thrown at start-up if a projection is invalid, for example because a method handles an
 * event that does not exist.
 */
public class ProjectionDefinitionException extends FixableException {

	public ProjectionDefinitionException(String problem, String fix) {
		super(problem, fix);
	}

	public ProjectionDefinitionException(String problem, String fix, Throwable cause) {
		super(problem, fix, cause);
	}

}
