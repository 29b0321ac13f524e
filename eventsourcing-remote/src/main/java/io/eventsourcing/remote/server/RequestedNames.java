package io.eventsourcing.remote.server;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.remote.LogItem;

/**
 * The names under which a client receives events. If it has asked for topics, it receives
 * each event under the topic that it has asked for, even if the event is stored under an
 * alias; otherwise under the current name. A client therefore neither misses events that
 * were stored before a renaming nor has to change at once.
 * <p>
 * Events of older versions are brought up to date, because a client has no upcasting
 * steps, and would read attributes that a step adds or renames as null. An event that
 * became other events cannot be sent under their names, because one notification is one
 * item.
 *
 * @param topics the names of the events
 * @param mapper brings events of older versions up to date
 * @param requested the topics that the client has asked for; empty for all
 */
record RequestedNames(Topics topics, EventMapper mapper, Set<Topic> requested) {

	/** Returns the topics under which the requested events are stored. */
	Set<String> stored() {
		return this.requested.stream()
			.flatMap((topic) -> this.topics.namesOf(topic).stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns the notification as it is sent to the client; none if upcasting has dropped
	 * the event or has turned it into other events.
	 * @throws EventSourcingException if the event is of an older version and cannot be
	 * brought up to date
	 */
	List<LogItem> items(Notification notification) {
		StoredEvent event = notification.event();
		Topic published = published(new Topic(event.originatorType(), event.eventType()));
		return (this.topics.isOutdated(event) ? current(notification) : List.of(event)).stream()
			.map((each) -> LogItem.of(new Notification(notification.id(), each)).withTopic(published))
			.toList();
	}

	/** Returns the event in its current version. */
	private List<StoredEvent> current(Notification notification) {
		StoredEvent event = notification.event();
		String name = this.topics.currentTopic(Topic.parse(event.topic())).eventType();
		try {
			return this.mapper.toDomainEvents(event)
				.stream()
				.filter((part) -> part.name().equals(name))
				.map((part) -> withMetadata(part, event))
				.toList();
		}
		catch (RuntimeException ex) {
			throw new EventSourcingException("Notification %d cannot be brought up to date for a client: %s"
				.formatted(notification.id(), ex.getMessage()), ex);
		}
	}

	private StoredEvent withMetadata(DomainEvent part, StoredEvent event) {
		return this.mapper.toStoredEvent(part, event.metadata());
	}

	private Topic published(Topic stored) {
		Topic current = this.topics.currentTopic(stored);
		if (this.requested.isEmpty() || this.requested.contains(current)) {
			return current;
		}
		return this.requested.stream()
			.filter((topic) -> this.topics.namesOf(topic).contains(stored.toString()))
			.min(Comparator.comparing(Topic::toString))
			.orElse(stored);
	}

}
