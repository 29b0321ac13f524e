package io.eventsourcing.persistence.recorder;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Somebody else has stored that version of the aggregate. Nothing of the save was stored:
 * load the aggregate again and repeat the command.
 * <p>
 * Its cause is an {@link OptimisticLockingFailureException}, so that Spring's retry
 * support recognises it.
 */
public class RecordConflictException extends EventSourcingException {

	private final UUID originatorId;

	private final long originatorVersion;

	public RecordConflictException(UUID originatorId, long originatorVersion, @Nullable Throwable cause) {
		this(originatorId, originatorVersion, "Version %d of the aggregate %s is already stored; nothing was saved"
			.formatted(originatorVersion, originatorId), cause);
	}

	private RecordConflictException(UUID originatorId, long originatorVersion, String message,
			@Nullable Throwable cause) {
		super(message + ". Load the aggregate again and repeat the command.",
				new OptimisticLockingFailureException(message, cause));
		this.originatorId = originatorId;
		this.originatorVersion = originatorVersion;
	}

	/** The aggregate that was changed by somebody else. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** The first version that could not be stored. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

}
