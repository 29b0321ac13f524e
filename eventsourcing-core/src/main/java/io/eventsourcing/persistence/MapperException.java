package io.eventsourcing.persistence;

import java.util.Objects;
import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.FixableException;

/**
 * Thrown if the attributes or the metadata of an event cannot be written or read.
 */
public class MapperException extends EventSourcingException {

	private static final String FIX = "Change its attributes, use a Transcoder that supports them, or bring old attributes up to date in an upcasting step.";

	private final String action;

	private final String topic;

	private final int eventVersion;

	private final UUID originatorId;

	private final long originatorVersion;

	/**
	 * @param action what has failed, as a participle such as "read"
	 * @param topic the full name of the event
	 * @param eventVersion the version in which the event is stored
	 * @param originatorId the id of the aggregate
	 * @param originatorVersion the version of the aggregate after the event
	 * @param cause the reason, whose message must not quote the values of attributes
	 */
	public MapperException(String action, String topic, int eventVersion, UUID originatorId, long originatorVersion,
			Throwable cause) {
		this(action, topic, eventVersion, originatorId, originatorVersion, "", cause);
	}

	private MapperException(String action, String topic, int eventVersion, UUID originatorId, long originatorVersion,
			String position, Throwable cause) {
		super("The event %s in version %d, which is version %d of the aggregate %s%s, cannot be %s: %s".formatted(topic,
				eventVersion, originatorVersion, originatorId, position, action, explained(cause)), cause);
		this.action = action;
		this.topic = topic;
		this.eventVersion = eventVersion;
		this.originatorId = originatorId;
		this.originatorVersion = originatorVersion;
	}

	private static String explained(Throwable cause) {
		if (cause instanceof FixableException reason) {
			return reason.problem() + " " + reason.fix();
		}
		return ((cause.getMessage() != null) ? cause.getMessage() : cause.toString()) + ". " + FIX;
	}

	/** Returns this exception with a message that contains the position of the event. */
	MapperException at(long notificationId) {
		MapperException located = new MapperException(this.action, this.topic, this.eventVersion, this.originatorId,
				this.originatorVersion, " and at position %d of the log".formatted(notificationId),
				Objects.requireNonNull(getCause()));
		located.setStackTrace(getStackTrace());
		return located;
	}

	/** Returns the full name of the event. */
	public String topic() {
		return this.topic;
	}

	/** Returns the version in which the event is stored, which upcasting begins with. */
	public int eventVersion() {
		return this.eventVersion;
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
