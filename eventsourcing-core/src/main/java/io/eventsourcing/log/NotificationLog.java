package io.eventsourcing.log;

import java.util.List;
import java.util.Set;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;

/**
 * All events of a store in a single order: the order in which they became visible.
 * <p>
 * Notification ids start at 1 and rise; they may have gaps. A reader that has read id n
 * and continues after it misses no event. Thread-safe.
 */
public interface NotificationLog {

	/**
	 * The default number of notifications in a section, or in a page of a subscription.
	 */
	int DEFAULT_PAGE_SIZE = 500;

	/** The default interval at which a subscription polls, in seconds. */
	int DEFAULT_POLL_INTERVAL_SECONDS = 1;

	/**
	 * Selects notifications in ascending order, starting at an id.
	 * @param start the first id, at least 1
	 * @param limit the maximum number of notifications, at least 1
	 * @throws IllegalArgumentException if the start or the limit is below 1
	 */
	default List<Notification> select(long start, int limit) {
		if (start < 1) {
			throw new IllegalArgumentException("The start of a selection must be at least 1, not " + start);
		}
		return select(NotificationQuery.after(start - 1, limit));
	}

	/** Selects the notifications that match the query, in ascending order. */
	List<Notification> select(NotificationQuery query);

	/**
	 * Returns a section of the log, for readers that continue from each section to the
	 * next.
	 * @param id the first and the last id to select, such as {@code 1,10}; a section
	 * never has more notifications than the page size
	 * @throws IllegalArgumentException if the id does not have that form, if its first
	 * number is below 1, or if its second number is below the first
	 */
	Section section(String id);

	/** Returns the last id, or 0 if the log is empty. */
	long maxId();

	/**
	 * Follows the log: returns the existing notifications after an id, and then each new
	 * one.
	 * @param after the last id that is already known, or 0 to start with the first
	 * notification
	 * @return a subscription, which the caller must close
	 * @throws IllegalArgumentException if the id is negative
	 * @throws io.eventsourcing.domain.EventSourcingException if the log is stopped,
	 * because its application is shutting down
	 */
	Subscription subscribe(long after);

	/**
	 * Follows the notifications of certain topics, like {@link #subscribe(long)}.
	 * @param topics the topics, such as {@code Dog.TrickAdded}; empty for all topics
	 * @return a subscription, which the caller must close
	 */
	Subscription subscribe(long after, Set<String> topics);

	/**
	 * Follows the notifications that match the query. The limit of the query is the
	 * number of notifications read at a time. If the query has a last id, the
	 * subscription ends after it.
	 * @return a subscription, which the caller must close
	 * @throws io.eventsourcing.domain.EventSourcingException if the log is stopped,
	 * because its application is shutting down
	 */
	Subscription subscribe(NotificationQuery query);

	/**
	 * Returns a reader of the notifications that match the query, which does not wait for
	 * new notifications. The limit of the query is the maximum number of notifications in
	 * a page.
	 * @throws io.eventsourcing.domain.EventSourcingException if the log is stopped,
	 * because its application is shutting down
	 */
	NotificationPages pages(NotificationQuery query);

	/** Creates a log of the events in the recorder, with the default settings. */
	static NotificationLog of(NotificationRecorder recorder) {
		return builder(recorder).build();
	}

	/** Returns a builder for a log of the events in the recorder. */
	static NotificationLogBuilder builder(NotificationRecorder recorder) {
		return new NotificationLogBuilder(recorder);
	}

}
