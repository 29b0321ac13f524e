package io.eventsourcing.persistence.recorder;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies a stored event.
 *
 * @param originatorId the id of the aggregate
 * @param originatorVersion the version of the aggregate after the event
 */
public record EventId(UUID originatorId, long originatorVersion) {

	public EventId {
		Objects.requireNonNull(originatorId, "originatorId");
	}

}
