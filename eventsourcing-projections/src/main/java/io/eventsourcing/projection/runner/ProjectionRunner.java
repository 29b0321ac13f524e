package io.eventsourcing.projection.runner;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.tracking.ConsumerScope;
import io.eventsourcing.persistence.tracking.ConsumerVersions;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.RunnerSettings;
import io.eventsourcing.projection.runner.schedule.RunningUnits;
import io.eventsourcing.projection.runner.schedule.SingleThread;
import org.jspecify.annotations.Nullable;

/**
 * Runs the projections of a process, and shares them with the runners of other processes
 * that use the same database. Thread-safe.
 * <p>
 * While it is running, it has one thread that follows the log, one thread that renews the
 * lease, and a fixed number of worker threads that handle events. It therefore uses at
 * most two connections more than it has worker threads, besides those with which its log
 * reads ahead.
 */
public final class ProjectionRunner implements AutoCloseable {

	/** The default number of worker threads: 4. */
	public static final int DEFAULT_THREADS = 4;

	/**
	 * The default duration of the lease in seconds: 5. If a process does not renew its
	 * lease for that time, other processes take over its projections.
	 */
	public static final int DEFAULT_LEASE_SECONDS = 5;

	private static final Logger LOGGER = System.getLogger(ProjectionRunner.class.getName());

	private final RunnerSettings settings;

	private final StoredPositions stored;

	private final RunnerProjections projections;

	private final RunnerOperations operations;

	private final RunnerParkedEvents parkedEvents;

	private volatile @Nullable RunningUnits running;

	ProjectionRunner(RunnerSettings settings) {
		this.settings = settings;
		this.stored = new StoredPositions(settings.tracking());
		KnownProjections known = new KnownProjections(settings.consumers(), this.stored);
		this.projections = new RunnerProjections(this, this.stored, known);
		this.operations = new RunnerOperations(this, this.stored, known);
		this.parkedEvents = new RunnerParkedEvents(this, known);
	}

	/**
	 * Returns a builder for a runner.
	 * @param log the log that the projections follow
	 * @param mapper converts the events of the log
	 * @param tracking keeps the positions
	 * @param leases shares the projections among processes
	 * @param parkedEvents keeps the parked events
	 */
	public static ProjectionRunnerBuilder builder(NotificationLog log, EventMapper mapper, TrackingRecorder tracking,
			LeaseRecorder leases, ParkedEventRecorder parkedEvents) {
		return new ProjectionRunnerBuilder(log, mapper, tracking, leases, parkedEvents);
	}

	/**
	 * Starts the threads, which also store the positions of new projections. A projection
	 * that starts at the end of the log handles all events that are saved after this
	 * method has returned. Has no effect if the runner is running. If the database is not
	 * available, the threads retry until it is.
	 */
	public synchronized void start() {
		if (this.running == null && !this.settings.consumers().isEmpty()) {
			// since it was stopped, a test may have reset the store
			this.stored.forget();
			this.running = new RunningUnits(this.settings);
			this.running.start();
		}
	}

	/**
	 * Waits up to the stop timeout for the transactions in which events are being
	 * handled, ends the threads, and releases the projections, so that other processes
	 * can take them over at once. The runner can be started again.
	 */
	public synchronized void stop() {
		if (this.running != null) {
			if (!this.running.stop()) {
				LOGGER.log(Level.WARNING,
						"The handlers of the projections did not end within {0}; their transactions will be rejected or rolled back",
						this.settings.stopTimeout());
			}
			this.running = null;
		}
	}

	/** Returns whether this runner has been started and not stopped since. */
	public synchronized boolean isRunning() {
		return this.running != null;
	}

	/**
	 * Handles all outstanding events in the calling thread, and returns when there are
	 * none left. Intended for tests.
	 * @throws IllegalStateException if this runner has been started, or if another
	 * process runs one of the projections
	 * @throws io.eventsourcing.projection.ProjectionFailedException if a projection could
	 * not handle an event, even if it has then parked or skipped the event
	 */
	public synchronized void run() {
		if (this.running != null) {
			throw new IllegalStateException("The projections are already running in the threads of this runner");
		}
		new SingleThread(this.settings).run();
	}

	/**
	 * Calls the {@link io.eventsourcing.projection.OnReset} methods of all projections,
	 * each in a transaction. Intended for tests, which have reset the store before.
	 * @throws IllegalStateException if this runner has been started, or if a projection
	 * has a position after 0: its read model would lack the events up to that position
	 */
	public synchronized void emptyReadModels() {
		if (this.running != null) {
			throw new IllegalStateException("The projections are running. Stop the runner first.");
		}
		for (Consumer consumer : this.settings.consumers()) {
			Runnable reset = consumer.handlers().reset();
			if (reset != null) {
				String name = consumer.definition().name();
				this.settings.tracking().change(name, (versions) -> {
					requireAtStart(name, versions);
					ConsumerScope.run(name, reset);
					return versions;
				});
			}
		}
	}

	private static void requireAtStart(String name, ConsumerVersions versions) {
		for (TrackedConsumer row : versions.rows()) {
			long position = row.position().notificationId();
			if (position > 0) {
				throw new IllegalStateException(
						"The projection '%s' has handled the events up to %d, so its read model must not be emptied. Reset the store of its positions first, or rebuild the projection."
							.formatted(name, position));
			}
		}
	}

	/**
	 * Returns the object that waits for projections and reports their states.
	 */
	public Projections projections() {
		return this.projections;
	}

	/** Returns the object that pauses, rebuilds and replaces projections. */
	public ProjectionOperations operations() {
		return this.operations;
	}

	/** Returns the object that lists, retries and discards parked events. */
	public ParkedEvents parkedEvents() {
		return this.parkedEvents;
	}

	/** Does the same as {@link #stop()}. */
	@Override
	public void close() {
		stop();
	}

	/** Returns the units and threads of this runner, or null if it is stopped. */
	@Nullable RunningUnits running() {
		return this.running;
	}

	RunnerSettings settings() {
		return this.settings;
	}

}
