package io.eventsourcing.persistence.exception;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

/**
 * Thrown if a new aggregate cannot be stored because an aggregate with the same id
 * exists. Nothing of the save was stored. Creating it again with this id fails again; if
 * the id is derived from a name, load the existing aggregate instead.
 * <p>
 * The cause is a {@link DuplicateKeyException}, so a retry policy that includes
 * {@code OptimisticLockingFailureException} does not repeat the command. A policy that
 * includes {@link RecordConflictException} or {@link TransientEventSourcingException}
 * should exclude this class.
 */
public class AggregateExistsException extends RecordConflictException {

	public AggregateExistsException(String originatorType, UUID originatorId, String message,
			@Nullable Throwable cause) {
		super(originatorType, originatorId, 1, message, new DuplicateKeyException(message, cause));
	}

}
