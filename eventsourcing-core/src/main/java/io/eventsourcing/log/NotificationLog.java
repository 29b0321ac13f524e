package io.eventsourcing.log;

import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * All events of a store in one order: that in which they became visible.
 * <p>
 * Ids start at 1 and rise; they may have gaps. Whoever has read id n and goes on after it
 * misses nothing. Safe for use by many threads.
 */
public interface NotificationLog {

	/** How many notifications a section or a page of a subscription has, by default. */
	int DEFAULT_PAGE_SIZE = 500;

	/** After how many seconds a subscription looks for events by itself, by default. */
	int DEFAULT_POLL_INTERVAL_SECONDS = 1;

	/**
	 * The notifications from an id on, in ascending order.
	 * @param start the first id, from 1
	 * @param limit how many at the most, from 1
	 */
	default List<Notification> select(long start, int limit) {
		if (start < 1) {
			throw new IllegalArgumentException("The start of a selection is at least 1, not " + start);
		}
		return select(NotificationQuery.after(start - 1, limit));
	}

	/** The notifications that are asked for, in ascending order. */
	List<Notification> select(NotificationQuery query);

	/**
	 * A section of the log, for readers that follow links from one to the next.
	 * @param id the first and the last id that are wanted, such as {@code 1,10}; a
	 * section never has more notifications than a page
	 * @throws IllegalArgumentException if the id is not of that form
	 */
	Section section(String id);

	/** The last id, 0 if there is none. */
	long maxId();

	/**
	 * Follows the log: first what is there after the id, then what comes.
	 * @param after the last id that is known already; 0 to begin at the beginning
	 * @return a subscription that the caller closes
	 */
	Subscription subscribe(long after);

	/**
	 * Follows the part of the log that is asked for, in pages of the limit of the query;
	 * it ends after the last id of the query, if it has one.
	 */
	Subscription subscribe(NotificationQuery query);

	/** The log of the events in the recorder. */
	static NotificationLog of(ApplicationRecorder recorder) {
		return of(recorder, DEFAULT_PAGE_SIZE, Duration.ofSeconds(DEFAULT_POLL_INTERVAL_SECONDS));
	}

	/**
	 * The log of the events in the recorder.
	 * @param pageSize how many notifications a section has at the most, and a
	 * subscription reads at a time
	 * @param pollInterval how often subscriptions look for events of which they were not
	 * told
	 */
	static NotificationLog of(ApplicationRecorder recorder, int pageSize, Duration pollInterval) {
		return new RecorderNotificationLog(recorder, pageSize, pollInterval);
	}

}
