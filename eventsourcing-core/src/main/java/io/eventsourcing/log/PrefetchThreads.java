package io.eventsourcing.log;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads in which the subscriptions of one log prefetch pages. Tasks are not queued:
 * if all threads are busy, a task is rejected, and the subscription reads the page
 * itself.
 */
final class PrefetchThreads extends ThreadPoolExecutor {

	/**
	 * The maximum number of threads. Each uses a connection while it reads; a pool
	 * usually has about ten.
	 */
	static final int MAX_THREADS = 4;

	private static final int KEEP_ALIVE_SECONDS = 10;

	PrefetchThreads() {
		this(MAX_THREADS);
	}

	PrefetchThreads(int maxThreads) {
		super(0, maxThreads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
		AtomicInteger count = new AtomicInteger();
		setThreadFactory((task) -> thread(task, count.incrementAndGet()));
	}

	/**
	 * Creates a thread that does not inherit the thread-locals of the subscriber that
	 * happens to need it first, because the thread later works for other subscribers.
	 */
	private static Thread thread(Runnable task, int number) {
		Thread thread = new Thread(null, task, "eventsourcing-prefetch-" + number, 0, false);
		thread.setDaemon(true);
		return thread;
	}

}
