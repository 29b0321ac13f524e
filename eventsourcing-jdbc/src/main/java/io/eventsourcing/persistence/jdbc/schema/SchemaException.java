package io.eventsourcing.persistence.jdbc.schema;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the event store are not what they have to be, or could not be created.
 */
public class SchemaException extends EventSourcingException {

	private final String problem;

	private final String fix;

	SchemaException(String problem, String fix, @Nullable Throwable cause) {
		super(problem + ". " + fix, cause);
		this.problem = problem;
		this.fix = fix;
	}

	/** What is wrong. */
	public String problem() {
		return this.problem;
	}

	/** What to do about it. */
	public String fix() {
		return this.fix;
	}

}
