package io.eventsourcing.remote.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.remote.LogPage;

/**
 * Waits for new events of a remote log in a separate thread, by requests to which the
 * server responds when there are some.
 */
final class NewEventsPoll {

	private static final Logger LOGGER = System.getLogger(NewEventsPoll.class.getName());

	private static final Duration FIRST_DELAY = Duration.ofMillis(100);

	private static final Duration MAX_DELAY = Duration.ofSeconds(10);

	/** The minimum time between two requests to a server that does not wait. */
	private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

	private final RemoteLogClient client;

	private final Duration wait;

	private final Runnable listener;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "eventsourcing-upstream");

	/**
	 * @param wait the maximum time that the server waits before it responds
	 * @param listener called when there are new events
	 */
	NewEventsPoll(RemoteLogClient client, Duration wait, Runnable listener) {
		this.client = client;
		this.wait = wait;
		this.listener = listener;
	}

	void start() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		long head = Long.MAX_VALUE;
		Duration delay = Duration.ZERO;
		Duration pause = Duration.ZERO;
		while (!isStopped(delay.plus(pause))) {
			try {
				long start = System.nanoTime();
				long found = poll(head);
				// The log of the server is stopped, or a proxy ignores the parameter
				boolean early = found == head && System.nanoTime() - start < MAX_PAUSE.toNanos();
				pause = early ? longer(pause, MAX_PAUSE) : Duration.ZERO;
				head = found;
				delay = Duration.ZERO;
			}
			catch (RuntimeException | Error ex) {
				if (this.stopped.getCount() == 0) {
					return;
				}
				if (delay.isZero()) {
					LOGGER.log(Level.WARNING,
							"The server of a remote log could not be asked for new events; this will be retried", ex);
					// Lets the readers notice the failure now, not at their next poll
					this.listener.run();
				}
				delay = longer(delay, MAX_DELAY);
				pause = Duration.ZERO;
				// Events that are appended meanwhile are not announced
				head = Long.MAX_VALUE;
			}
		}
	}

	private static Duration longer(Duration delay, Duration maximum) {
		Duration longer = delay.isZero() ? FIRST_DELAY : delay.multipliedBy(2);
		return (longer.compareTo(maximum) < 0) ? longer : maximum;
	}

	/**
	 * Waits for events above the head, or reads the head if it is not known.
	 * @return the new head
	 */
	private long poll(long head) {
		boolean known = head != Long.MAX_VALUE;
		LogPage page = this.client.page(head, 1, Set.of(), known ? this.wait : Duration.ZERO);
		if (!known || page.head() > head) {
			this.listener.run();
		}
		return page.head();
	}

	private boolean isStopped(Duration delay) {
		try {
			return this.stopped.await(delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	/** Makes the thread end after its current request. */
	void stop() {
		this.stopped.countDown();
	}

}
