package io.eventsourcing.persistence;

import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.FixableException;

/**
 * Thrown if the attributes of an event cannot be written or read.
 */
public class MapperException extends EventSourcingException {

	private static final String FIX = "Change its attributes, use a Transcoder that supports them, or bring old attributes up to date in an upcasting step.";

	private final String topic;

	private final UUID originatorId;

	private final long originatorVersion;

	public MapperException(String action, String topic, UUID originatorId, long originatorVersion, Throwable cause) {
		super("The event %s, version %d of the aggregate %s, cannot be %s: %s".formatted(topic, originatorVersion,
				originatorId, action, explained(cause)), cause);
		this.topic = topic;
		this.originatorId = originatorId;
		this.originatorVersion = originatorVersion;
	}

	private static String explained(Throwable cause) {
		return (cause instanceof FixableException reason) ? reason.problem() + " " + reason.fix()
				: cause.getMessage() + ". " + FIX;
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
