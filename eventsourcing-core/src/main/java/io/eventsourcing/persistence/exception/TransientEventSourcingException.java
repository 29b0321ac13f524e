package io.eventsourcing.persistence.exception;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if a save or a read failed for a reason that may no longer apply to the next
 * attempt. Nothing was stored, so it is safe to repeat the command, including the loading
 * of its aggregates.
 * <p>
 * The cause is an exception of Spring's {@code DataAccessException} hierarchy, so retry
 * policies may name either class.
 */
public abstract class TransientEventSourcingException extends EventSourcingException {

	protected TransientEventSourcingException(String message, Throwable cause) {
		super(message, cause);
	}

}
