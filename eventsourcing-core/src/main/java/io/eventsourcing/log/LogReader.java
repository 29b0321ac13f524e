package io.eventsourcing.log;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log page by page. After a full page there is most likely another one, so it
 * is read in the background while the full one is worked on. Used by one thread.
 */
final class LogReader {

	/**
	 * @param items the notifications
	 * @param end the id up to which the log has been read
	 */
	record Page(List<Notification> items, long end) {
	}

	private static final Executor BACKGROUND = background();

	private final ApplicationRecorder recorder;

	private final NotificationQuery query;

	private long end;

	private @Nullable FutureTask<Page> prefetch;

	LogReader(ApplicationRecorder recorder, NotificationQuery query) {
		this.recorder = recorder;
		this.query = query;
		this.end = query.after();
	}

	/** The next page; without items if there is nothing new. */
	Page next() {
		Page page = (this.prefetch != null) ? await(this.prefetch) : read(this.end);
		if (page.items().size() == this.query.limit()) {
			this.prefetch = prefetch(page.end());
		}
		// last, so that a page that cannot be returned is read again
		this.end = page.end();
		return page;
	}

	private FutureTask<Page> prefetch(long after) {
		FutureTask<Page> task = new FutureTask<>(() -> read(after));
		BACKGROUND.execute(task);
		return task;
	}

	/** Whether nothing more is wanted. */
	boolean isAtEnd() {
		return this.end >= this.query.upTo();
	}

	private Page read(long after) {
		boolean partial = !this.query.topics().isEmpty() || this.query.upTo() != Long.MAX_VALUE;
		// Asked before reading: what becomes visible in between has higher ids
		long head = partial ? Math.min(this.recorder.maxNotificationId(), this.query.upTo()) : after;
		List<Notification> items = this.recorder.selectNotifications(this.query.after(after));
		if (items.size() == this.query.limit()) {
			return new Page(items, last(items));
		}
		return new Page(items, Math.max(head, items.isEmpty() ? after : last(items)));
	}

	private static long last(List<Notification> items) {
		return items.get(items.size() - 1).id();
	}

	private Page await(FutureTask<Page> running) {
		this.prefetch = null;
		try {
			Page page = running.get();
			// It may be old, and the signal that there is more may have come since
			return page.items().isEmpty() ? read(page.end()) : page;
		}
		catch (ExecutionException ex) {
			// the stack trace of the background says nothing about the reader: read again
			return read(this.end);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EventSourcingException("Interrupted while waiting for notifications", ex);
		}
	}

	private static Executor background() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), (task) -> {
			Thread thread = new Thread(task, "eventsourcing-prefetch");
			thread.setDaemon(true);
			return thread;
		});
	}

}
