package io.eventsourcing.persistence.upcasting;

import io.eventsourcing.domain.FixableException;
import io.eventsourcing.upcasting.AttributeException;

/** Thrown if an upcasting step throws an exception, or returns what it must not. */
final class FailedStepException extends FixableException {

	private static final String FIX = "Correct the step.";

	/** The step has returned something that is not permitted. */
	FailedStepException(UpcastStep step, String problem) {
		super(step + " " + problem, FIX);
	}

	/** The step has thrown an exception. */
	FailedStepException(UpcastStep step, Exception cause) {
		super("%s has failed: %s.".formatted(step, reason(cause)), FIX, cause);
	}

	/**
	 * Returns the message only if it quotes no values, which may be personal data. Other
	 * exceptions are those of the application, such as {@link NumberFormatException}.
	 */
	private static String reason(Exception failure) {
		return (failure instanceof AttributeException) ? String.valueOf(failure.getMessage())
				: failure.getClass().getName();
	}

}
