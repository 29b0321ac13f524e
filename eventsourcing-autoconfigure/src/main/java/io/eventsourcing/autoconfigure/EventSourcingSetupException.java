package io.eventsourcing.autoconfigure;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * The beans or properties of an application do not fit together.
 */
class EventSourcingSetupException extends EventSourcingException {

	private final String problem;

	private final String fix;

	EventSourcingSetupException(String problem, String fix, @Nullable Throwable cause) {
		super(problem + ". " + fix, cause);
		this.problem = problem;
		this.fix = fix;
	}

	String problem() {
		return this.problem;
	}

	String fix() {
		return this.fix;
	}

}
