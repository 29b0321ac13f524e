package io.eventsourcing.persistence.recorder;

import java.util.Set;

import io.eventsourcing.persistence.Topics;

/**
 * Which part of the notification log to read. Immutable.
 *
 * @param after only ids above this one; 0 for the beginning
 * @param upTo only ids up to and including this one
 * @param limit how many notifications at the most
 * @param topics only events of these topics, such as {@code Dog.TrickAdded}, see
 * {@link Topics#topicsOf}; empty for all
 */
public record NotificationQuery(long after, long upTo, int limit, Set<String> topics) {

	public NotificationQuery {
		if (limit < 1) {
			throw new IllegalArgumentException("The limit of a page of notifications must be positive, not " + limit);
		}
		topics = Set.copyOf(topics);
	}

	/** The first notifications after the id, of all topics. */
	public static NotificationQuery after(long id, int limit) {
		return new NotificationQuery(id, Long.MAX_VALUE, limit, Set.of());
	}

	public NotificationQuery after(long id) {
		return new NotificationQuery(id, this.upTo, this.limit, this.topics);
	}

	public NotificationQuery upTo(long id) {
		return new NotificationQuery(this.after, id, this.limit, this.topics);
	}

	public NotificationQuery topics(Set<String> names) {
		return new NotificationQuery(this.after, this.upTo, this.limit, names);
	}

}
