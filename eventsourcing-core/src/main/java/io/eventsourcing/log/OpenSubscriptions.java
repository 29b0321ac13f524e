package io.eventsourcing.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a log between its start and its stop, and the resources that they
 * share. Thread-safe.
 */
final class OpenSubscriptions {

	private static final Logger LOGGER = System.getLogger(OpenSubscriptions.class.getName());

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

	private final RunningReads runningReads = new RunningReads();

	private final @Nullable Executor prefetchExecutor;

	private volatile boolean closed;

	OpenSubscriptions(@Nullable Executor prefetchExecutor) {
		this.prefetchExecutor = prefetchExecutor;
	}

	/**
	 * Opens a subscription. It is added before {@code closed} is read, and {@link #close}
	 * sets {@code closed} before it iterates over the subscriptions: so no subscription
	 * stays open; at worst, one is closed twice.
	 */
	Subscription open(ApplicationRecorder recorder, NotificationQuery query, Duration pollInterval) {
		NewEventsSignal newEvents = new NewEventsSignal(pollInterval);
		LogReader reader = new LogReader(recorder, query, new Prefetch(this.prefetchExecutor), this.runningReads,
				newEvents::isClosed);
		Subscription subscription = new Subscription(reader, newEvents, recorder.onAppend(newEvents::signal),
				this.open::remove);
		this.open.add(subscription);
		if (this.closed) {
			subscription.close();
		}
		return subscription;
	}

	/** Ends all subscriptions, then waits for the reads that are in progress. */
	void close() {
		this.closed = true;
		this.open.forEach(Subscription::close);
		if (this.prefetchExecutor instanceof PrefetchThreads threads) {
			threads.shutdown();
		}
		if (!this.runningReads.awaitNone(STOP_TIMEOUT)) {
			LOGGER.log(Level.WARNING, "The notification log was stopped while it was still being read: "
					+ "if its database is closed now, that read fails");
		}
	}

}
