package io.eventsourcing.autoconfigure.diagnostics;

import io.eventsourcing.domain.FixableException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the beans or properties of an application are inconsistent.
 */
public class EventSourcingSetupException extends FixableException {

	public EventSourcingSetupException(String problem, String fix, @Nullable Throwable cause) {
		super(sentence(problem), fix, cause);
	}

	private static String sentence(String problem) {
		return problem.endsWith(".") ? problem : problem + ".";
	}

}
