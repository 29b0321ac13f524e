package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.List;

/**
 * Records what the threads of one process do and see, while it happens. An entry that
 * cannot be written, for example because the process is killed or has no memory left,
 * leaves less to check but nothing wrong.
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

	/** {@code contains} has returned true for a save with an unknown outcome. */
	void contained(String save);

	/**
	 * {@code contains} has returned false for a save with an unknown outcome, which is
	 * now saved again.
	 */
	void notContained(String save);

	/** A follower has received an event. */
	void seen(String follower, LogEntry entry);

}
