package io.eventsourcing.projection.binding;

import java.util.List;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events that a method handles: by a topic, by a pattern of topics, or by the
 * class of their attributes.
 *
 * @param topic a topic or a pattern, or null
 * @param payloadType a record or a sealed interface, or null
 */
record EventSelector(@Nullable String topic, @Nullable Class<?> payloadType) {

	private static final String ALL = "*";

	private static final String ALL_OF_AGGREGATE = ".*";

	/** How specifically an event can be selected, the most specific first. */
	enum Rank {

		TOPIC, RECORD, INTERFACE, AGGREGATE, ANY

	}

	static EventSelector ofTopic(String topic) {
		return new EventSelector(topic, null);
	}

	static EventSelector ofPayload(Class<?> type) {
		return new EventSelector(null, type);
	}

	Rank rank() {
		if (this.topic == null) {
			return (this.payloadType != null && this.payloadType.isRecord()) ? Rank.RECORD : Rank.INTERFACE;
		}
		if (this.topic.equals(ALL)) {
			return Rank.ANY;
		}
		return this.topic.endsWith(ALL_OF_AGGREGATE) ? Rank.AGGREGATE : Rank.TOPIC;
	}

	/** Returns whether this selector can select events that are not known. */
	boolean isPattern() {
		return rank() == Rank.ANY || rank() == Rank.AGGREGATE;
	}

	/**
	 * Returns the selected topic or pattern with the current names, if it contains
	 * aliases.
	 */
	String currentTopic(Topics topics) {
		if (this.topic == null || rank() == Rank.ANY || this.topic.indexOf('.') < 1) {
			return (this.topic != null) ? this.topic : "";
		}
		return (rank() == Rank.AGGREGATE) ? topics.currentName(aggregate()) + ALL_OF_AGGREGATE
				: topics.currentTopic(Topic.parse(this.topic)).toString();
	}

	private String aggregate() {
		return (this.topic != null) ? this.topic.substring(0, this.topic.length() - ALL_OF_AGGREGATE.length()) : "";
	}

	/**
	 * Returns this pattern for each name under which events of the aggregate are stored.
	 */
	List<EventSelector> underAllNames(Topics topics) {
		if (this.topic == null || rank() != Rank.AGGREGATE) {
			return List.of(this);
		}
		return topics.namesOf(aggregate()).stream().map((each) -> ofTopic(each + ALL_OF_AGGREGATE)).toList();
	}

	/** Returns whether this pattern selects events of the topic, known or not. */
	boolean matches(String eventTopic) {
		return switch (rank()) {
			case ANY -> true;
			case AGGREGATE -> (Topic.parse(eventTopic).originatorType() + ALL_OF_AGGREGATE).equals(this.topic);
			default -> eventTopic.equals(this.topic);
		};
	}

	boolean matches(String eventTopic, EventType type) {
		if (this.topic == null) {
			return this.payloadType != null && this.payloadType.isAssignableFrom(type.payloadType());
		}
		return matches(eventTopic);
	}

	@Override
	public String toString() {
		if (this.topic != null) {
			return "'" + this.topic + "'";
		}
		return (this.payloadType != null) ? "the record " + this.payloadType.getName() : "nothing";
	}

}
