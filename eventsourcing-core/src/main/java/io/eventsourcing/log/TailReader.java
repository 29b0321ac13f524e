package io.eventsourcing.log;

import java.util.List;

import io.eventsourcing.log.LogReader.Page;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of the log once for all consumers, and keeps it for those that are near
 * the end. Thread-safe.
 * <p>
 * The field that matters is {@code tail}. It is replaced as a whole, by one thread at a
 * time, and always contains all notifications between two ids: a read continues at its
 * end, and if another read has finished first, only notifications that the tail does not
 * contain yet are added. Nothing is kept while the tail is stopped, because events that
 * are appended in that time are not signalled.
 */
final class TailReader {

	private final NotificationRecorder recorder;

	private final int limit;

	private final Runnable onMore;

	private volatile @Nullable LogTail tail;

	/**
	 * The id up to which a reader has read the log by itself. It may be above the end of
	 * the tail, because events are visible before they are signalled. Written under the
	 * monitor of this object.
	 */
	private volatile long readUpTo;

	/** Guarded by this object. */
	private boolean running;

	/**
	 * @param limit the maximum number of notifications that are read at a time
	 * @param onMore called when a read has not reached the end of the log
	 */
	TailReader(NotificationRecorder recorder, int limit, Runnable onMore) {
		this.recorder = recorder;
		this.limit = limit;
		this.onMore = onMore;
	}

	/** Returns whether nothing has been read. */
	boolean isEmpty() {
		return this.tail == null;
	}

	/** Records that a reader has read the log up to the id by itself. */
	void passed(long id) {
		if (id > this.readUpTo) {
			synchronized (this) {
				this.readUpTo = Math.max(id, this.readUpTo);
			}
		}
	}

	/** Returns whether a reader has read the log beyond the id by itself. */
	boolean isPassed(long id) {
		return this.readUpTo > id;
	}

	/** Returns whether the page after the id can be taken from here. */
	boolean follows(long id) {
		LogTail known = this.tail;
		return known != null && known.follows(id);
	}

	/**
	 * Returns the notifications that match the query and have been read, or null if the
	 * query begins too far before the end of the log.
	 */
	@Nullable Page page(NotificationQuery query) {
		LogTail known = this.tail;
		return (known != null && known.follows(query.after())) ? known.page(query) : null;
	}

	/**
	 * Reads the notifications that follow the tail. If the tail ends more than one page
	 * before the position, because it has not been read for a long time, it is replaced
	 * by a new one that begins at the end of the log.
	 * @param position the position of the subscription that reads
	 * @return whether subscriptions must look for new notifications
	 */
	boolean read(long position) {
		LogTail known = this.tail;
		if (known == null) {
			begin(this.recorder.maxNotificationId());
			return true;
		}
		List<Notification> items = this.recorder.selectNotifications(NotificationQuery.after(known.upTo(), this.limit));
		boolean full = items.size() == this.limit;
		if (full && items.get(this.limit - 1).id() < position) {
			begin(this.recorder.maxNotificationId());
			return true;
		}
		add(known.upTo(), items);
		if (full) {
			this.onMore.run();
		}
		return !items.isEmpty();
	}

	private synchronized void begin(long lastId) {
		if (this.running && (this.tail == null || lastId > this.tail.upTo())) {
			this.tail = LogTail.of(lastId);
		}
	}

	private synchronized void add(long after, List<Notification> items) {
		LogTail known = this.tail;
		if (known != null && after <= known.upTo()) {
			List<Notification> unknown = items.stream().filter((item) -> item.id() > known.upTo()).toList();
			this.tail = unknown.isEmpty() ? known : known.with(unknown);
		}
	}

	/**
	 * Allows the end of the log to be kept, because new events are signalled from now on.
	 */
	synchronized void start() {
		this.running = true;
	}

	/** Discards the tail, because there are no subscriptions any more. */
	synchronized void stop() {
		this.running = false;
		this.tail = null;
		this.readUpTo = 0;
	}

}
