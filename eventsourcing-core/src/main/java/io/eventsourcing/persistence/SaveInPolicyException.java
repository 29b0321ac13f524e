package io.eventsourcing.persistence;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;

/**
 * Thrown if the policy of a process application tries to save events. Nothing has been
 * saved.
 */
public class SaveInPolicyException extends EventSourcingException implements HasFix {

	private static final String FIX = "Pass the aggregates to processing.collectEvents(..) instead. Their events are saved when the policy returns, together with the position.";

	private final String problem;

	public SaveInPolicyException(String process) {
		this("The process application '%s' saves events while its policy handles an event; nothing was saved. The events would be saved again if the event were handled again."
			.formatted(process), FIX);
	}

	private SaveInPolicyException(String problem, String fix) {
		super(problem + " " + fix);
		this.problem = problem;
	}

	@Override
	public String problem() {
		return this.problem;
	}

	@Override
	public String fix() {
		return FIX;
	}

}
