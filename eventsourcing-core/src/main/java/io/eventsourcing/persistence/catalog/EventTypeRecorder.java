package io.eventsourcing.persistence.catalog;

import java.util.List;

/**
 * Stores the types of the events that a store contains. Thread-safe.
 */
public interface EventTypeRecorder {

	/** Selects all types that were recorded, in any order. */
	List<RecordedEventType> select();

	/**
	 * Records the types of the events in a part of the log, except those that are already
	 * recorded, in the transaction of the caller.
	 * @param after the notification id after which the part begins
	 * @param upTo the last notification id of the part
	 */
	void record(long after, long upTo);

}
