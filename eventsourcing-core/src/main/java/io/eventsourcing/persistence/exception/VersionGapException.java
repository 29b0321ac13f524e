package io.eventsourcing.persistence.exception;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if an event does not directly follow the last stored version of its aggregate.
 * Nothing of the save was stored.
 */
public class VersionGapException extends EventSourcingException {

	private final String originatorType;

	private final UUID originatorId;

	private final long storedVersion;

	private final long givenVersion;

	public VersionGapException(String originatorType, UUID originatorId, long storedVersion, long givenVersion) {
		super(("Version %d of the aggregate %s (%s) does not follow its last version, %d; nothing was saved. "
				+ "Save all events of an aggregate, in the order in which it triggered them.")
			.formatted(givenVersion, originatorId, originatorType, storedVersion));
		this.originatorType = originatorType;
		this.originatorId = originatorId;
		this.storedVersion = storedVersion;
		this.givenVersion = givenVersion;
	}

	/** Returns the name of the aggregate's class in the store, such as {@code Dog}. */
	public String originatorType() {
		return this.originatorType;
	}

	/** Returns the id of the aggregate with missing events. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** Returns the last version before the gap, or 0 if there is none. */
	public long storedVersion() {
		return this.storedVersion;
	}

	/** Returns the version that could not be stored. */
	public long givenVersion() {
		return this.givenVersion;
	}

}
