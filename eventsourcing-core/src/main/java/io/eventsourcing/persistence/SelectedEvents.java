package io.eventsourcing.persistence;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;

/**
 * Events that are selected by their names. A stored event that has one of the topics may
 * become other events as well, so whoever reads it checks what it has become.
 *
 * @param topics the topics under which the events are stored, including those of aliases
 * and of events that upcasting turns into them; empty for all
 * @param types the types of the events; empty for all
 */
public record SelectedEvents(Set<String> topics, Set<EventType> types) {

	public SelectedEvents {
		topics = Set.copyOf(topics);
		types = Set.copyOf(types);
	}

	/**
	 * Selects events by name.
	 * @param names full names of events, which may be aliases; empty for all events
	 * @throws TopicException if one of them is not known, for example because its class
	 * has not been registered yet, or if its class no longer has the event
	 */
	public static SelectedEvents of(Topics topics, Collection<String> names) {
		Set<EventType> types = names.stream()
			.map(Topic::parse)
			.map((topic) -> topics.resolve(topic.originatorType(), topic.eventType()))
			.collect(Collectors.toSet());
		return new SelectedEvents(types.stream()
			.flatMap((type) -> topics.topicsOf(type.aggregateType(), type.name()).stream())
			.collect(Collectors.toSet()), types);
	}

	/** Returns whether an event is selected. */
	public boolean contains(DomainEvent event) {
		return this.types.isEmpty() || this.types.contains(event.type());
	}

}
