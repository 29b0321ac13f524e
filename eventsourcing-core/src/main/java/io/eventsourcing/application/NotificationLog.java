package io.eventsourcing.application;

import java.util.List;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Recorder;

/**
 * All events of a store in one order: that in which they became visible.
 * <p>
 * Ids start at 1 and rise; they may have gaps. Whoever has read id n and goes on after it
 * misses nothing. Safe for use by many threads.
 */
public interface NotificationLog {

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

	/** The last id, 0 if there is none. */
	long maxId();

	/** The log of the events in the recorder. */
	static NotificationLog of(Recorder recorder) {
		return new RecorderNotificationLog(recorder);
	}

}
