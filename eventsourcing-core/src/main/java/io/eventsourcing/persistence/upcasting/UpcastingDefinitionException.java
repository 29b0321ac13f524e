package io.eventsourcing.persistence.upcasting;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;

/**
 * Thrown if the upcasting steps of an aggregate class are declared incorrectly.
 */
public class UpcastingDefinitionException extends EventSourcingException implements HasFix {

	private final String problem;

	private final String fix;

	public UpcastingDefinitionException(String problem, String fix) {
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
