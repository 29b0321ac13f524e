package io.eventsourcing.autoconfigure.diagnostics;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.HasFix;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the beans or properties of an application are inconsistent.
 */
public class EventSourcingSetupException extends EventSourcingException implements HasFix {

	private final String problem;

	private final String fix;

	public EventSourcingSetupException(String problem, String fix, @Nullable Throwable cause) {
		super(sentence(problem) + " " + fix, cause);
		this.problem = sentence(problem);
		this.fix = fix;
	}

	private static String sentence(String problem) {
		return problem.endsWith(".") ? problem : problem + ".";
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
