package io.eventsourcing.persistence.recorder;

import java.util.Objects;
import java.util.UUID;

/**
 * An event with its position in the notification log. Immutable.
 *
 * @param id the position in the log, at least 1; ids rise in the order of commits
 * @param event the event as it is stored
 */
public record Notification(long id, StoredEvent event) {

	public Notification {
		Objects.requireNonNull(event, "event");
	}

	/** Returns the id of the aggregate that the event belongs to. */
	public UUID originatorId() {
		return this.event.originatorId();
	}

	/** Returns the version that the aggregate has after the event. */
	public long originatorVersion() {
		return this.event.originatorVersion();
	}

	/** Returns the full name of the event, such as {@code Dog.TrickAdded}. */
	public String topic() {
		return this.event.topic();
	}

	/** Returns the attributes of the event as they are stored, by default as JSON. */
	public byte[] payload() {
		return this.event.payload();
	}

}
