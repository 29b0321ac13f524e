package io.eventsourcing.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions and readers of a log between its start and its stop, and the
 * resources that they share. Thread-safe.
 */
final class OpenSubscriptions {

	private static final Logger LOGGER = System.getLogger(OpenSubscriptions.class.getName());

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration READ_PATIENCE = Duration.ofSeconds(5);

	private final NotificationRecorder recorder;

	private final NewEvents newEvents;

	private final TailReader tailReader;

	private final @Nullable Executor prefetchExecutor;

	private final RunningReads runningReads = new RunningReads();

	/** Guarded by this object. */
	private final Set<Subscription> open = new HashSet<>();

	/** Exists while there are subscriptions. Guarded by this object. */
	private @Nullable Registration registration;

	/** Written only while the lock of this object is held. */
	private volatile boolean closed;

	OpenSubscriptions(NotificationRecorder recorder, int pageSize, Duration pollInterval,
			@Nullable Executor prefetchExecutor) {
		this.recorder = recorder;
		this.newEvents = new NewEvents(pollInterval, READ_PATIENCE);
		this.tailReader = new TailReader(recorder, Math.min(pageSize, LogTail.MAX_SIZE), this.newEvents::signal);
		this.prefetchExecutor = prefetchExecutor;
	}

	/** Opens a subscription; it is already closed if the log has been stopped. */
	Subscription open(NotificationQuery query) {
		Waiter waiter = new Waiter();
		Subscription subscription = new Subscription(reader(query, waiter::isClosed), this.newEvents, waiter,
				this::remove);
		if (add(subscription)) {
			// The caller knows the events up to there, whether the tail contains them or
			// not
			this.tailReader.passed(query.after());
		}
		else {
			subscription.close();
		}
		return subscription;
	}

	/** Returns a reader that does not wait. */
	NotificationPages pages(NotificationQuery query) {
		return new LogPages(reader(query, this::isClosed), this.newEvents, this::isClosed);
	}

	private LogReader reader(NotificationQuery query, BooleanSupplier closed) {
		return new LogReader(this.recorder, query, new Prefetch(this.prefetchExecutor), this.tailReader,
				this.runningReads, closed);
	}

	private boolean isClosed() {
		return this.closed;
	}

	/** Returns the number of open subscriptions. */
	synchronized int count() {
		return this.open.size();
	}

	private synchronized boolean add(Subscription subscription) {
		if (!this.closed && this.registration == null) {
			this.registration = this.recorder.onAppend(this.newEvents::signal);
			this.tailReader.start();
			// Events that were appended without subscriptions were not signalled
			this.newEvents.signal();
		}
		return !this.closed && this.open.add(subscription);
	}

	private synchronized void remove(Subscription subscription) {
		if (this.open.remove(subscription) && this.open.isEmpty() && this.registration != null) {
			this.registration.close();
			this.registration = null;
			this.tailReader.stop();
		}
	}

	/** Prevents further subscriptions, and returns those to close. */
	private synchronized List<Subscription> end() {
		this.closed = true;
		return List.copyOf(this.open);
	}

	/** Ends all subscriptions, then waits for the reads that are in progress. */
	void close() {
		end().forEach(Subscription::close);
		if (this.prefetchExecutor instanceof PrefetchThreads threads) {
			threads.shutdown();
		}
		if (!this.runningReads.awaitNone(STOP_TIMEOUT)) {
			LOGGER.log(Level.WARNING, "The notification log was stopped while it was still being read: "
					+ "if its database is closed now, that read fails");
		}
	}

}
