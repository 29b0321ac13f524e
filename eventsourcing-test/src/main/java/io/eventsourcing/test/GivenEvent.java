package io.eventsourcing.test;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * An event as it was stored earlier, perhaps by an older release, with which a test
 * begins. Immutable.
 */
public final class GivenEvent {

	private final Topic topic;

	private final int version;

	private final byte[] json;

	private GivenEvent(Topic topic, int version, byte[] json) {
		this.topic = topic;
		this.version = version;
		this.json = json;
	}

	/**
	 * Describes a stored event.
	 * @param topic the full name under which it is stored, such as {@code Dog.TrickAdded}
	 * or an alias
	 * @param version the version of the event, which is 1 unless it has upcasting steps
	 * @param json the stored attributes, such as <code>{"trick": "sit"}</code>
	 * @throws IllegalArgumentException if the name does not have two parts
	 */
	public static GivenEvent stored(String topic, int version, String json) {
		return new GivenEvent(Topic.parse(topic), version,
				Objects.requireNonNull(json, "json").getBytes(StandardCharsets.UTF_8));
	}

	/** Returns the event of an aggregate, with the current time. */
	StoredEvent of(UUID originatorId, long originatorVersion) {
		return StoredEvent.builder(originatorId, originatorVersion)
			.type(this.topic.originatorType(), this.topic.eventType())
			.eventVersion(this.version)
			.timestamp(EventClock.now())
			.payload(this.json)
			.build();
	}

	/** Returns the full name of the event, and its attributes. */
	@Override
	public String toString() {
		return this.topic + " " + new String(this.json, StandardCharsets.UTF_8);
	}

}
