package io.eventsourcing.log;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * Reads the log page by page, for one subscription. Near the end of the log, pages come
 * from the {@link TailReader}, which reads them once for all subscriptions. Farther back,
 * they are read for this subscription alone: a full page is most likely followed by
 * another one, which is read ahead while the full one is processed. Used by one thread
 * only.
 * <p>
 * The only state is {@code end}, the id up to which pages have been returned. A page that
 * was read ahead but could not be returned is read again after {@code end}, so that a
 * failure loses nothing.
 */
final class LogReader {

	/**
	 * @param items the notifications
	 * @param end the id up to which the log has been read
	 */
	record Page(List<Notification> items, long end) {
	}

	private final ApplicationRecorder recorder;

	private final NotificationQuery query;

	private final Prefetch prefetch;

	private final TailReader tailReader;

	private final RunningReads runningReads;

	private final BooleanSupplier closed;

	private long end;

	/**
	 * @param closed returns whether reading must stop
	 */
	LogReader(ApplicationRecorder recorder, NotificationQuery query, Prefetch prefetch, TailReader tailReader,
			RunningReads runningReads, BooleanSupplier closed) {
		this.recorder = recorder;
		this.query = query;
		this.prefetch = prefetch;
		this.tailReader = tailReader;
		this.runningReads = runningReads;
		this.closed = closed;
		this.end = query.after();
	}

	/** Reads the next page, which is empty if there are no new events. */
	Page next() {
		Page page = this.prefetch.take();
		if (page == null) {
			page = pageAfter(this.end);
		}
		else if (page.items().isEmpty()) {
			// It may be out of date: events may have been appended, and signalled, since
			page = pageAfter(page.end());
		}
		if (page.items().size() == this.query.limit() && !this.tailReader.follows(page.end())) {
			long after = page.end();
			this.prefetch.begin(() -> read(after));
		}
		// Assigned last, so that a page that cannot be returned is read again
		this.end = page.end();
		return page;
	}

	/** Returns the id up to which all notifications were returned. */
	long end() {
		return this.end;
	}

	/** Returns whether the last id of the query has been reached. */
	boolean isAtEnd() {
		return this.end >= this.query.upTo();
	}

	/**
	 * Returns whether this reader may read the end of the log for all subscriptions. It
	 * must read for itself alone if it has reached the end of the log before the shared
	 * tail begins: the log has then been emptied or restored.
	 */
	boolean canReadTail() {
		return canShare() && (this.tailReader.follows(this.end) || this.tailReader.isEmpty());
	}

	/**
	 * Reads the end of the log for all subscriptions; returns whether there are new
	 * events.
	 */
	boolean readTail() {
		Boolean grown = this.runningReads.run(this.closed, () -> this.tailReader.read(this.end));
		return grown != null && grown;
	}

	/**
	 * Returns whether pages may be shared with other subscriptions: a read in the
	 * caller's transaction sees the uncommitted events of that transaction.
	 */
	private boolean canShare() {
		return !this.recorder.isBoundToThread() && !this.recorder.isInTransaction();
	}

	private Page pageAfter(long after) {
		Page page = canShare() ? this.tailReader.page(this.query.continuedAfter(after)) : null;
		return (page != null) ? page : read(after);
	}

	private Page read(long after) {
		Page page = this.runningReads.run(this.closed, () -> select(after));
		return (page != null) ? page : new Page(List.of(), after);
	}

	private Page select(long after) {
		boolean partial = !this.query.topics().isEmpty() || this.query.upTo() != Long.MAX_VALUE;
		// Read before the page: events that become visible in between have higher ids, so
		// an empty page is known to be empty up to this id
		long head = partial ? Math.min(this.recorder.maxNotificationId(), this.query.upTo()) : after;
		List<Notification> items = this.recorder.selectNotifications(this.query.continuedAfter(after));
		if (items.size() == this.query.limit()) {
			return new Page(items, last(items));
		}
		return new Page(items, Math.max(head, items.isEmpty() ? after : last(items)));
	}

	private static long last(List<Notification> items) {
		return items.get(items.size() - 1).id();
	}

}
