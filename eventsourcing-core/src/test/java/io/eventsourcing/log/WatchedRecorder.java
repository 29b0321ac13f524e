package io.eventsourcing.log;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Knows who reads the log of another recorder and who is called for new events, and can
 * make readers wait or fail.
 */
final class WatchedRecorder implements ApplicationRecorder {

	private volatile ApplicationRecorder target;

	private final List<Thread> readers = new CopyOnWriteArrayList<>();

	private final List<NotificationQuery> queries = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile long heldAfter = -1;

	private volatile long failingAfter = -1;

	private final List<Thread> held = new CopyOnWriteArrayList<>();

	private final AtomicReference<Runnable> afterRead = new AtomicReference<>();

	private final AtomicInteger listeners = new AtomicInteger();

	private volatile boolean boundToThread;

	WatchedRecorder(ApplicationRecorder target) {
		this.target = target;
	}

	/** Continues with another log, as after a restore. */
	void restore(ApplicationRecorder other) {
		this.target = other;
	}

	/** Holds reads of the page after the id until they are released. */
	WatchedRecorder hold(long after) {
		this.heldAfter = after;
		return this;
	}

	/** Does something between the end of the next read and its return. */
	WatchedRecorder afterNextRead(Runnable work) {
		this.afterRead.set(work);
		return this;
	}

	/** Makes the next read of the page after the id fail. */
	WatchedRecorder fail(long after) {
		this.failingAfter = after;
		return this;
	}

	WatchedRecorder bindToThread() {
		this.boundToThread = true;
		return this;
	}

	@Override
	public boolean isBoundToThread() {
		return this.boundToThread;
	}

	@Override
	public boolean isInTransaction() {
		return this.target.isInTransaction();
	}

	/** The number of listeners that a save has to call. */
	int listeners() {
		return this.listeners.get();
	}

	boolean isHolding() {
		return !this.held.isEmpty();
	}

	/** The threads whose reads were held, also those that have been released. */
	List<Thread> held() {
		return this.held;
	}

	void release() {
		this.released.countDown();
	}

	/** The threads that have read, once for each page that they have read. */
	List<Thread> readers() {
		return this.readers;
	}

	/** The queries that have been executed or have failed, in order. */
	List<NotificationQuery> queries() {
		return this.queries;
	}

	@Override
	public long insertEvents(Append append) {
		return this.target.insertEvents(append);
	}

	@Override
	public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
		this.target.selectEvents(originatorId, range, consumer);
	}

	@Override
	public List<Notification> selectNotifications(NotificationQuery query) {
		this.queries.add(query);
		if (query.after() == this.heldAfter) {
			this.held.add(Thread.currentThread());
			await();
		}
		if (query.after() == this.failingAfter) {
			this.failingAfter = -1;
			this.readers.add(Thread.currentThread());
			throw new IllegalStateException("Part of the test");
		}
		List<Notification> page = this.target.selectNotifications(query);
		this.readers.add(Thread.currentThread());
		Runnable work = this.afterRead.getAndSet(null);
		if (work != null) {
			work.run();
		}
		return page;
	}

	private void await() {
		try {
			if (!this.released.await(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The read was not released");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public long maxNotificationId() {
		this.readers.add(Thread.currentThread());
		return this.target.maxNotificationId();
	}

	@Override
	public Registration onAppend(Runnable listener) {
		Registration registration = this.target.onAppend(listener);
		this.listeners.incrementAndGet();
		return () -> {
			this.listeners.decrementAndGet();
			registration.close();
		};
	}

}
