package io.eventsourcing.log;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log page by page, for one consumer. Near the end of the log, pages come from
 * the {@link TailReader}, which reads them once for all consumers. Farther back, they are
 * read for this consumer alone: a full page is most likely followed by another one, which
 * is read ahead while the full one is processed. Used by one thread at a time.
 * <p>
 * A query for topics is executed in windows of {@value NotificationPages#WINDOW} ids: if
 * the topics are rare, a query for a whole page could scan most of the log.
 * <p>
 * The only state is {@code end}, the id up to which the log has been read. A page that
 * was read ahead but could not be returned is read again after {@code end}, so that a
 * failure loses nothing.
 */
final class LogReader {

	/**
	 * @param items the notifications
	 * @param end the id up to which the log has been read
	 * @param more whether the read ended because the page was full or the end of the
	 * window was reached, rather than because there were no further events
	 */
	record Page(List<Notification> items, long end, boolean more) {
	}

	private final NotificationRecorder recorder;

	private final NotificationQuery query;

	private final Prefetch prefetch;

	private final TailReader tailReader;

	private final RunningReads runningReads;

	private final BooleanSupplier closed;

	/** Written only by the thread that reads; other threads may ask for the position. */
	private volatile long end;

	/**
	 * @param closed returns whether reading must stop
	 */
	LogReader(NotificationRecorder recorder, NotificationQuery query, Prefetch prefetch, TailReader tailReader,
			RunningReads runningReads, BooleanSupplier closed) {
		this.recorder = recorder;
		this.query = query;
		this.prefetch = prefetch;
		this.tailReader = tailReader;
		this.runningReads = runningReads;
		this.closed = closed;
		this.end = query.after();
	}

	/**
	 * Reads the next page, which is empty if there are no new events, if the last id of
	 * the query has been reached, or if reading must stop.
	 */
	Page next() {
		Page page = nextWindow();
		while (page.items().isEmpty() && page.more()) {
			page = nextWindow();
		}
		return page;
	}

	/**
	 * Reads the next page, but not more than one window of the log. If the page is empty
	 * and there is more, the next window may contain events.
	 */
	Page nextWindow() {
		Page page = firstPage();
		if (!page.items().isEmpty() && page.more() && !this.tailReader.follows(page.end())) {
			long after = page.end();
			this.prefetch.begin(() -> read(after));
		}
		// Assigned last, so that a page that cannot be returned is read again
		this.end = page.end();
		return page;
	}

	/**
	 * Reads the next page from the store, like {@link #nextWindow()}, if another reader
	 * has read further than this one. The shared tail may not contain those events yet,
	 * and the consumer that was told of them by the other reader is not told again.
	 * @return null if no other reader has read further
	 */
	@Nullable Page nextIfPassed() {
		if (!this.tailReader.isPassed(this.end)) {
			return null;
		}
		Page page = read(this.end);
		this.end = page.end();
		return page;
	}

	private Page firstPage() {
		Page page = this.prefetch.take();
		if (page == null) {
			return pageAfter(this.end);
		}
		// An empty page at the end of the log may be out of date: events may have been
		// appended, and signalled, since
		return (page.items().isEmpty() && !page.more()) ? pageAfter(page.end()) : page;
	}

	/** Returns the id up to which the log has been read. */
	long end() {
		return this.end;
	}

	/**
	 * Continues after another id.
	 * @throws IllegalArgumentException if the query does not contain the id
	 */
	void continueAfter(long id) {
		this.query.continuedAfter(id);
		this.prefetch.discard();
		this.end = id;
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
		return followsTail() || (canShare() && this.tailReader.isEmpty());
	}

	/** Returns whether the next page comes from the shared tail. */
	boolean followsTail() {
		return canShare() && this.tailReader.follows(this.end);
	}

	/**
	 * Reads the end of the log for all consumers; returns whether there are new events.
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
		if (after >= this.query.upTo() || this.closed.getAsBoolean()) {
			return new Page(List.of(), after, false);
		}
		Page page = canShare() ? this.tailReader.page(this.query.continuedAfter(after)) : null;
		return (page != null) ? page : read(after);
	}

	private Page read(long after) {
		Page page = this.runningReads.run(this.closed, () -> select(after));
		if (page == null) {
			return new Page(List.of(), after, false);
		}
		if (canShare()) {
			this.tailReader.passed(page.end());
		}
		return page;
	}

	private Page select(long after) {
		boolean filtered = !this.query.topics().isEmpty();
		boolean partial = filtered || this.query.upTo() != Long.MAX_VALUE;
		// Read before the page: events that become visible in between have higher ids, so
		// an empty page is known to be empty up to this id
		long head = partial ? Math.min(this.recorder.maxNotificationId(), this.query.upTo()) : after;
		NotificationQuery next = this.query.continuedAfter(after);
		boolean windowed = filtered && head - after > NotificationPages.WINDOW;
		if (windowed) {
			head = after + NotificationPages.WINDOW;
			next = next.upTo(head);
		}
		List<Notification> items = this.recorder.selectNotifications(next);
		if (items.size() == this.query.limit()) {
			return new Page(items, last(items), true);
		}
		return new Page(items, Math.max(head, items.isEmpty() ? after : last(items)), windowed);
	}

	private static long last(List<Notification> items) {
		return items.get(items.size() - 1).id();
	}

}
