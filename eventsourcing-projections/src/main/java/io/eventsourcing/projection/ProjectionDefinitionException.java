package io.eventsourcing.projection;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;

/**
 * Thrown at start-up if a projection is invalid, for example because a method handles an
 * event that does not exist.
 */
public class ProjectionDefinitionException extends EventSourcingException implements HasFix {

	private final String problem;

	private final String fix;

	public ProjectionDefinitionException(String problem, String fix) {
		super(problem + " " + fix);
		this.problem = problem;
		this.fix = fix;
	}

	@Override
	public String problem() {
		return this.problem;
	}

	@Override
	public String fix() {
		return this.fix;
	}

}
