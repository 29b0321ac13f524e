package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject;
import java.util.concurrent.locks.LockSupport;

import static org.awaitility.Awaitility.await;

/** Reads a subscription in a thread of its own. */
final class Reader<T> {

	private final FutureTask<T> task;

	private final Thread thread;

	private Reader(Callable<T> reading) {
		this.task = new FutureTask<>(reading);
		this.thread = new Thread(this.task, "reader");
		this.thread.setDaemon(true);
	}

	static <T> Reader<T> of(Callable<T> reading) {
		Reader<T> reader = new Reader<>(reading);
		reader.thread.start();
		return reader;
	}

	/** Returns when the reader has read all there is and waits for new events. */
	Reader<T> waiting() {
		await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(this::isWaiting);
		return this;
	}

	/** Whether it waits for new events, or for the reads of others to end. */
	private boolean isWaiting() {
		Object blocker = LockSupport.getBlocker(this.thread);
		return blocker instanceof NewEvents || blocker instanceof ConditionObject;
	}

	void interrupt() {
		this.thread.interrupt();
	}

	boolean isOf(Thread other) {
		return this.thread == other;
	}

	boolean isDone() {
		return this.task.isDone();
	}

	T result() throws Exception {
		return this.task.get(10, TimeUnit.SECONDS);
	}

}
