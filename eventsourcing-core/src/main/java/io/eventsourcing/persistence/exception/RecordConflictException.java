package io.eventsourcing.persistence.exception;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Thrown if an aggregate was changed after it had been loaded: another save has already
 * stored the version that was to be stored. Nothing of this save was stored. Load the
 * aggregate again and repeat the command.
 * <p>
 * The cause is an {@link OptimisticLockingFailureException}, except for the subclass
 * {@link AggregateExistsException}, for which a retry is useless.
 */
public class RecordConflictException extends TransientEventSourcingException {

	private static final String VERSION_EXISTS = "Version %3$d of the aggregate %2$s (%1$s) is already stored; nothing was saved. "
			+ "Load the aggregate again and repeat the command.";

	private static final String AGGREGATE_EXISTS = "The aggregate %2$s (%1$s) already exists: its version 1 is stored. "
			+ "Nothing was saved, and creating it again would fail again. "
			+ "If its id is derived from a name, load the aggregate instead.";

	private static final String SAME_EVENT_EXISTS = "Version %3$d of the aggregate %2$s (%1$s) is already stored, "
			+ "with the very event that was to be saved; it was not saved again. "
			+ "Either two threads have saved this object: let each thread load its own. "
			+ "Or an earlier save, whose outcome was unknown, was successful: load the aggregate again and continue.";

	private final String originatorType;

	private final UUID originatorId;

	private final long originatorVersion;

	public RecordConflictException(String originatorType, UUID originatorId, long originatorVersion, String message,
			DataAccessException cause) {
		super(message, cause);
		this.originatorType = originatorType;
		this.originatorId = originatorId;
		this.originatorVersion = originatorVersion;
	}

	/**
	 * Creates an exception for a version that is already stored: an
	 * {@link AggregateExistsException} for version 1.
	 * @param originatorType the name of the aggregate's class in the store
	 * @param originatorId the id of the aggregate
	 * @param originatorVersion the first version that could not be stored
	 * @param cause the exception of the database, or null if it was not involved
	 */
	public static RecordConflictException of(String originatorType, UUID originatorId, long originatorVersion,
			@Nullable Throwable cause) {
		String message = (originatorVersion == 1) ? AGGREGATE_EXISTS : VERSION_EXISTS;
		return create(message, originatorType, originatorId, originatorVersion, cause);
	}

	/**
	 * Creates an exception for a version that is already stored with the very event that
	 * was to be stored.
	 * @param conflict the exception that reports only that the version is stored
	 */
	public static RecordConflictException ofSameEvent(RecordConflictException conflict) {
		return create(SAME_EVENT_EXISTS, conflict.originatorType, conflict.originatorId, conflict.originatorVersion,
				conflict);
	}

	private static RecordConflictException create(String template, String originatorType, UUID originatorId,
			long originatorVersion, @Nullable Throwable cause) {
		String message = template.formatted(originatorType, originatorId, originatorVersion);
		return (originatorVersion == 1) ? new AggregateExistsException(originatorType, originatorId, message, cause)
				: new RecordConflictException(originatorType, originatorId, originatorVersion, message,
						new OptimisticLockingFailureException(message, cause));
	}

	/** Returns the name of the aggregate's class in the store, such as {@code Dog}. */
	public String originatorType() {
		return this.originatorType;
	}

	/** Returns the id of the aggregate that was changed by another save. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** Returns the first version that could not be stored. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

}
