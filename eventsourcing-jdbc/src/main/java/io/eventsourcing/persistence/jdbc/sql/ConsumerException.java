package io.eventsourcing.persistence.jdbc.sql;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Contains an exception of the consumer of a read, so that it is not taken for one of the
 * driver, after which the connection would be aborted.
 */
public final class ConsumerException extends EventSourcingException {

	private final RuntimeException failure;

	ConsumerException(RuntimeException failure) {
		super("The consumer of the events has failed", failure);
		this.failure = failure;
	}

	/** Returns the exception of the consumer. */
	public RuntimeException failure() {
		return this.failure;
	}

}
