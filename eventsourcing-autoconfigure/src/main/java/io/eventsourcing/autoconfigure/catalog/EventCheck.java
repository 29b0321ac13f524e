package io.eventsourcing.autoconfigure.catalog;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.eventsourcing.autoconfigure.catalog.EventSourcingEventCheckProperties.Mode;
import io.eventsourcing.persistence.catalog.EventTypeCheck;
import io.eventsourcing.persistence.catalog.RecordedEventType;
import io.eventsourcing.persistence.catalog.StoredEventTypes;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.convert.DurationStyle;

/**
 * Checks at start-up, and from time to time while the application runs, whether the
 * application can read all stored events. A single daemon thread follows the log, so that
 * start-up waits for it no longer than the timeout, whatever the database does.
 */
final class EventCheck implements DisposableBean {

	private static final Logger LOGGER = System.getLogger(EventCheck.class.getName());

	/** The default interval at which a running application follows the log. */
	static final Duration INTERVAL = Duration.ofMinutes(10);

	/** The time for which closing the context waits for the last events. */
	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private static final String FAILED = "The check whether all stored events can be read has failed";

	private final StoredEventTypes types;

	private final EventTypeCheck check;

	private final EventSourcingEventCheckProperties properties;

	private final boolean writable;

	private final Duration interval;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(EventCheck::daemon);

	/** What was reported before. Guarded by this object. */
	private final Set<RecordedEventType> reported = new HashSet<>();

	private volatile boolean started;

	/** Whether start-up has continued before the first check was complete. */
	private volatile boolean late;

	/** Whether the thread is to stop as soon as possible. */
	private volatile boolean stopping;

	/**
	 * @param writable whether the types of events can be recorded in the database;
	 * otherwise, only the types that other processes have recorded are checked
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	EventCheck(StoredEventTypes types, EventTypeCheck check, EventSourcingEventCheckProperties properties,
			boolean writable, Duration interval) {
		if (properties.timeout().isNegative()) {
			throw new IllegalArgumentException(
					"The timeout of the check must not be negative: " + properties.timeout());
		}
		this.types = types;
		this.check = check;
		this.properties = properties;
		this.writable = writable;
		this.interval = interval;
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "eventsourcing-event-check");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Checks the events that are stored, and from then on those that are added.
	 * @throws UnreadableEventsException if the mode is 'fail' and an event cannot be read
	 */
	void start() {
		this.started = true;
		try {
			await(this.thread.submit(this::catchUp));
			report(this.properties.mode() == Mode.FAIL);
		}
		catch (RuntimeException ex) {
			if (this.properties.mode() == Mode.FAIL) {
				throw ex;
			}
			LOGGER.log(Level.WARNING, FAILED, ex);
		}
		this.thread.scheduleWithFixedDelay(this::checkAgain, this.late ? 0 : this.interval.toMillis(),
				this.interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void await(Future<?> first) {
		try {
			first.get(this.properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			this.late = true;
			LOGGER.log(Level.INFO,
					() -> "Start-up does not wait until all stored events are checked (eventsourcing.events.check.timeout=%s): the check continues in the background"
						.formatted(DurationStyle.SIMPLE.print(this.properties.timeout())));
		}
		catch (InterruptedException ex) {
			this.late = true;
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
	}

	private boolean catchUp() {
		return !this.writable || this.types.catchUp(() -> this.stopping);
	}

	/** Does not throw an exception, because that would end the repetition. */
	private void checkAgain() {
		try {
			boolean complete = catchUp();
			report(false);
			if (complete && this.late) {
				this.late = false;
				LOGGER.log(Level.INFO, "All stored events have been checked");
			}
		}
		catch (RuntimeException | Error ex) {
			LOGGER.log(this.stopping ? Level.DEBUG : Level.WARNING, FAILED, ex);
		}
	}

	/**
	 * Reports what is known, unless it was reported before.
	 * @throws UnreadableEventsException if {@code failing}, and an event cannot be read
	 */
	private synchronized void report(boolean failing) {
		List<RecordedEventType> unreadable = this.check.unreadable(this.types.known())
			.stream()
			.filter((type) -> !this.reported.contains(type))
			.toList();
		if (unreadable.isEmpty()) {
			return;
		}
		this.reported.addAll(unreadable);
		String report = this.check.report(unreadable);
		if (failing) {
			throw new UnreadableEventsException(report);
		}
		LOGGER.log((this.properties.mode() == Mode.FAIL) ? Level.ERROR : Level.WARNING, report);
	}

	/**
	 * Follows the log to its end once more, so that the next start finds little to do,
	 * unless it is still far from it. The thread is not interrupted, because H2 closes a
	 * database file if a thread that uses it is interrupted.
	 */
	@Override
	public void destroy() {
		this.stopping = this.late;
		if (this.started) {
			this.thread.execute(this::checkAgain);
		}
		this.thread.shutdown();
		try {
			this.thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		// The data source is closed next, so later errors are not warnings
		this.stopping = true;
	}

}
