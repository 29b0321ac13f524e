package io.eventsourcing.persistence.recorder;

import java.util.Set;

/**
 * Selects a page of the notification log:
 * {@code NotificationQuery.after(position, 100).topics(Set.of("Dog.TrickAdded"))}.
 * Immutable.
 *
 * @param after the id above which notifications are selected, at least 0
 * @param upTo the last id that is selected; the page is empty if it equals {@code after}
 * @param limit the maximum number of notifications, at least 1
 * @param topics the topics of the events to select, such as {@code Dog.TrickAdded}; empty
 * to select all events
 */
public record NotificationQuery(long after, long upTo, int limit, Set<String> topics) {

	/**
	 * @throws IllegalArgumentException if {@code after} is negative, {@code upTo} is
	 * below {@code after}, the limit is below 1, or a topic contains NUL or half a
	 * surrogate pair
	 */
	public NotificationQuery {
		if (after < 0) {
			throw new IllegalArgumentException(
					"The id after which notifications are selected must be at least 0, not " + after);
		}
		if (upTo < after) {
			throw new IllegalArgumentException(
					"A page of notifications ends before it begins: it is after id " + after + " and up to id " + upTo);
		}
		if (limit < 1) {
			throw new IllegalArgumentException("The limit of a page of notifications must be positive, not " + limit);
		}
		topics = Set.copyOf(topics);
		topics.forEach(StorableText::requireTopic);
	}

	/**
	 * Selects the first notifications after an id, of all topics.
	 * @param id the last id that is already known, or 0
	 * @param limit the maximum number of notifications, at least 1
	 */
	public static NotificationQuery after(long id, int limit) {
		return new NotificationQuery(id, Long.MAX_VALUE, limit, Set.of());
	}

	/**
	 * Returns this query for another page, which begins after the given id.
	 * @param id at least 0, and not above {@link #upTo()}
	 */
	public NotificationQuery continuedAfter(long id) {
		return new NotificationQuery(id, this.upTo, this.limit, this.topics);
	}

	/**
	 * Returns this query without the notifications above the given id.
	 * @param id not below {@link #after()}
	 */
	public NotificationQuery upTo(long id) {
		return new NotificationQuery(this.after, id, this.limit, this.topics);
	}

	/**
	 * Returns this query for events of the given topics only, or of all topics if the set
	 * is empty.
	 */
	public NotificationQuery topics(Set<String> names) {
		return new NotificationQuery(this.after, this.upTo, this.limit, names);
	}

}
