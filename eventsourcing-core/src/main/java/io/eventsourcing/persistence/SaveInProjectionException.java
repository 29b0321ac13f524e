package io.eventsourcing.persistence;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;

/**
 * Thrown if a method that handles events for a projection tries to save events. Nothing
 * has been saved.
 */
public class SaveInProjectionException extends EventSourcingException implements HasFix {

	private static final String FIX = "Let the projection only write its read model. To react to an event by saving other events, write a ProcessApplication.";

	private final String problem;

	public SaveInProjectionException(String projection) {
		this("The projection '%s' saves events while it handles an event; nothing was saved. The transaction of the projection would block all other saves until it ends."
			.formatted(projection), FIX);
	}

	private SaveInProjectionException(String problem, String fix) {
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
