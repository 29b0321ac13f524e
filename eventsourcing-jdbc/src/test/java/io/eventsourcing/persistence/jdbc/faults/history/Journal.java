package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.List;

/**
 * Takes down what the threads of one process do and see, at the time when they do. An
 * entry that cannot be written, for example because the process is killed or has no
 * memory left, leaves less to check but nothing wrong.
 */
public interface Journal {

	/** A save is about to begin. */
	void begun(String save, List<EventKey> events);

	/** The store has reported the save as stored. */
	void stored(String save, long firstId);

	/** The store has reported the save as failed, so nothing of it may be stored. */
	void failed(String save, String reason);

	/** The store cannot tell whether the save is stored. */
	void unknown(String save, String reason);

	/** The store contains the save of which this was not known. */
	void contained(String save);

	/**
	 * The store does not contain the save of which this was not known; it is now saved
	 * again.
	 */
	void notContained(String save);

	/** A follower has received an event. */
	void seen(String follower, LogEntry entry);

}
