package io.eventsourcing.persistence.recorder;

import io.eventsourcing.domain.EventSourcingException;

/**
 * A save or a read failed for a reason that may have gone by the next attempt. Nothing
 * was stored, so that repeating the command, from loading its aggregates on, is safe.
 * <p>
 * The cause is an exception of Spring's {@code DataAccessException} hierarchy, so retry
 * policies may name either.
 */
public abstract class TransientEventSourcingException extends EventSourcingException {

	protected TransientEventSourcingException(String message, Throwable cause) {
		super(message, cause);
	}

}
