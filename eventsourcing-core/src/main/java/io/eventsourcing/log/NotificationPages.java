package io.eventsourcing.log;

import java.util.List;

import io.eventsourcing.persistence.recorder.Notification;

/**
 * Reads the log page by page without waiting for new notifications, for consumers that
 * learn about them by other means, such as many consumers that share a few threads.
 * <p>
 * Near the end of the log, pages come from memory if a {@link Subscription} of the same
 * log is waiting for new events, so that even many readers cause no additional queries.
 * Farther back, pages are read from the store, and the page after a full one is read in
 * the background.
 * <p>
 * Only one thread may use a reader at a time, except that any thread may call
 * {@link #position()}. A reader holds no resources. Once its log has been stopped, a
 * reader permanently returns empty pages; after a restart, obtain a new reader from the
 * log.
 */
public interface NotificationPages {

	/** The maximum number of ids that one query for topics covers. */
	long WINDOW = 100_000;

	/**
	 * Returns the next page, which has at most as many notifications as the limit of the
	 * query. The page is empty if the log has no further events that match the query at
	 * the moment, or if the reader is past the last id of its query.
	 * <p>
	 * If the query selects topics, a call covers at most {@value #WINDOW} ids, so that a
	 * rare topic in a long log does not keep the calling thread for long. The page is
	 * then also empty if none of these events matches: as long as the {@link #position()}
	 * moves, call this method again.
	 * <p>
	 * If this method throws an exception, it may be called again: reading then continues
	 * at the position, so that no notification is lost.
	 */
	List<Notification> next();

	/**
	 * Returns the id up to which the log has been read. It is at least the id of the last
	 * notification returned, and also moves past events that the query does not select,
	 * even if the page is empty.
	 */
	long position();

	/**
	 * Makes the next page start after another id, for example to read events again after
	 * a failure, or to skip events that are known not to match the query.
	 * @param id the id after which to continue: at least 0, and at most the last id of
	 * the query
	 * @throws IllegalArgumentException if the id is out of that range
	 */
	void continueAfter(long id);

}
