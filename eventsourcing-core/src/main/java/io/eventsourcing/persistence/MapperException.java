package io.eventsourcing.persistence;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Thrown if the attributes of an event cannot be written or read.
 */
public class MapperException extends EventSourcingException {

	private final String topic;

	private final UUID originatorId;

	private final long originatorVersion;

	public MapperException(String action, String topic, UUID originatorId, long originatorVersion, Throwable cause) {
		super("The event %s, version %d of the aggregate %s, cannot be %s: %s. Change its attributes, or use a Transcoder that supports them."
			.formatted(topic, originatorVersion, originatorId, action, cause.getMessage()), cause);
		this.topic = topic;
		this.originatorId = originatorId;
		this.originatorVersion = originatorVersion;
	}

	/** Returns the full name of the event. */
	public String topic() {
		return this.topic;
	}

	/** Returns the id of the aggregate that the event belongs to. */
	public UUID originatorId() {
		return this.originatorId;
	}

	/** Returns the version of the aggregate after the event. */
	public long originatorVersion() {
		return this.originatorVersion;
	}

}
