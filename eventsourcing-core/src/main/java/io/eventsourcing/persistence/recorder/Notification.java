package io.eventsourcing.persistence.recorder;

import java.util.Objects;
import java.util.UUID;

/**
 * An event at its place in the notification log.
 *
 * @param id the position in the log, from 1, rising in the order of commits
 * @param event the stored event
 */
public record Notification(long id, StoredEvent event) {

	public Notification {
		Objects.requireNonNull(event, "event");
	}

	public UUID originatorId() {
		return this.event.originatorId();
	}

	public long originatorVersion() {
		return this.event.originatorVersion();
	}

	public String topic() {
		return this.event.topic();
	}

	public byte[] payload() {
		return this.event.payload();
	}

}
