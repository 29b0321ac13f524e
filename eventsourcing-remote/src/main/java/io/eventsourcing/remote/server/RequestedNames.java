package io.eventsourcing.remote.server;

import java.util.Set;
import java.util.TreeSet;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.Topics;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.remote.LogItem;

/**
 * The names under which a client receives events. If it has asked for topics, it receives
 * each event under the topic that it has asked for, even if the event is stored under
 * another name; otherwise under the current name. A client therefore neither misses
 * events that were stored before a renaming nor has to change at once.
 *
 * @param topics the names of the events
 * @param requested the topics that the client has asked for; empty for all
 */
record RequestedNames(Topics topics, Set<String> requested) {

	/** Returns the topics under which the requested events are stored. */
	Set<String> stored() {
		return this.topics.topicsOf(this.requested);
	}

	/** Returns the notification as it is sent to the client. */
	LogItem item(Notification notification) {
		LogItem item = LogItem.of(notification);
		Topic stored = new Topic(item.originatorType(), item.eventType());
		Topic published = published(stored);
		return published.equals(stored) ? item : item.withTopic(published);
	}

	private Topic published(Topic stored) {
		Topic current = this.topics.currentTopic(stored);
		if (this.requested.isEmpty() || this.requested.contains(current.toString())) {
			return current;
		}
		return new TreeSet<>(this.requested).stream()
			.filter((name) -> this.topics.topicsOf(Set.of(name)).contains(stored.toString()))
			.map(Topic::parse)
			.findFirst()
			.orElse(stored);
	}

}
