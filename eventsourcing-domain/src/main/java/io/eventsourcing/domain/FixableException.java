package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * An exception that provides the problem and its fix separately, so that both can be
 * shown without parsing the message. The message contains at least the problem.
 */
public abstract class FixableException extends EventSourcingException {

	private final String problem;

	private final String fix;

	/** Creates an exception whose message is the problem, followed by the fix. */
	protected FixableException(String problem, String fix) {
		super(problem + " " + fix);
		this.problem = problem;
		this.fix = fix;
	}

	/** Creates an exception whose message is the problem, followed by the fix. */
	protected FixableException(String problem, String fix, @Nullable Throwable cause) {
		this(problem + " " + fix, problem, fix, cause);
	}

	/** Creates an exception with a message of its own. */
	protected FixableException(String message, String problem, String fix, @Nullable Throwable cause) {
		super(message, cause);
		this.problem = problem;
		this.fix = fix;
	}

	/** Returns the problem: one or more sentences, or the beginning of a list. */
	public final String problem() {
		return this.problem;
	}

	/** Returns the fix: one or more sentences, or a list of alternatives. */
	public final String fix() {
		return this.fix;
	}

}
