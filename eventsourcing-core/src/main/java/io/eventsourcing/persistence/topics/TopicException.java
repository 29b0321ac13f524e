package io.eventsourcing.persistence.topics;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;

/**
 * Thrown if a name in the store belongs to no known class or event, or to two.
 */
public class TopicException extends EventSourcingException implements HasFix {

	private final String problem;

	private final String fix;

	TopicException(String problem, String fix) {
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
