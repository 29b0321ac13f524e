package io.eventsourcing.persistence.recorder;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * An aggregate was changed after it had been loaded: another save has stored the version
 * that was to be stored. Nothing of this save was stored. Load the aggregate again and
 * repeat the command.
 * <p>
 * The cause is an {@link OptimisticLockingFailureException}, except for the subclass
 * {@link AggregateExistsException}, which a retry does not help.
 */
public class RecordConflictException extends TransientEventSourcingException {

	private final UUID originatorId;

	private final long originatorVersion;

	RecordConflictException(UUID originatorId, long originatorVersion, String message, DataAccessException cause) {
		super(message, cause);
		this.originatorId = originatorId;
		this.originatorVersion = originatorVersion;
	}

	/**
	 * An exception for a version that is stored already: an
	 * {@link AggregateExistsException} for version 1.
	 * @param originatorId the id of the aggregate
	 * @param originatorVersion the first version that could not be stored
	 * @param cause what the database threw; null if it was not involved
	 */
	public static RecordConflictException of(UUID originatorId, long originatorVersion, @Nullable Throwable cause) {
		if (originatorVersion == 1) {
			return new AggregateExistsException(originatorId, cause);
		}
		String message = "Version %d of the aggregate %s is already stored; nothing was saved. Load the aggregate again and repeat the command."
			.formatted(originatorVersion, originatorId);
		return new RecordConflictException(originatorId, originatorVersion, message,
				new OptimisticLockingFailureException(message, cause));
	}

	/** The id of the aggregate that was changed by another save. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** The first version that could not be stored. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

}
