package io.eventsourcing.projection.runner;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import org.jspecify.annotations.Nullable;

/**
 * Runs the projections of a process, together with the runners of other processes on the
 * same database. Thread-safe.
 * <p>
 * While it runs, it has one thread that follows the log, one that renews the lease, and a
 * fixed number that handle events. So it uses at most two connections more than it has
 * worker threads.
 */
public final class ProjectionRunner implements AutoCloseable {

	/** The default number of transactions in which events are handled at a time. */
	public static final int DEFAULT_THREADS = 4;

	/**
	 * The default time in seconds after which other processes take over the projections
	 * of a process that gives no sign of life.
	 */
	public static final int DEFAULT_LEASE_SECONDS = 5;

	private static final Logger LOGGER = System.getLogger(ProjectionRunner.class.getName());

	private final Settings settings;

	private final RunnerProjections projections;

	private final RunnerParkedEvents parkedEvents;

	private volatile @Nullable RunningUnits running;

	/**
	 * @param log the log that the projections follow
	 * @param mapper converts its events
	 * @param tracking keeps the positions
	 * @param leases shares the projections among processes
	 * @param parkedEvents keeps the events that could not be handled
	 * @param runner identifies this process
	 * @param consumers the projections
	 * @param threads creates the threads
	 * @param threadCount the number of worker threads
	 */
	record Settings(NotificationLog log, EventMapper mapper, TrackingRecorder tracking, LeaseRecorder leases,
			ParkedEventRecorder parkedEvents, Runner runner, List<Consumer> consumers, Duration lease,
			ThreadFactory threads, int threadCount, Duration stopTimeout) {
	}

	ProjectionRunner(Settings settings) {
		this.settings = settings;
		this.projections = new RunnerProjections(this);
		this.parkedEvents = new RunnerParkedEvents(this, this.projections);
	}

	/**
	 * Returns a builder for a runner.
	 * @param log the log that the projections follow
	 * @param mapper converts the events of the log
	 * @param tracking keeps the positions
	 * @param leases shares the projections among processes
	 * @param parkedEvents keeps the events that could not be handled
	 */
	public static ProjectionRunnerBuilder builder(NotificationLog log, EventMapper mapper, TrackingRecorder tracking,
			LeaseRecorder leases, ParkedEventRecorder parkedEvents) {
		return new ProjectionRunnerBuilder(log, mapper, tracking, leases, parkedEvents);
	}

	/**
	 * Stores projections that are not stored yet, and starts the threads. A runner that
	 * is running is not affected. If the database is not available, the runner starts,
	 * and tries again until it is.
	 */
	public synchronized void start() {
		if (this.running == null && !this.settings.consumers().isEmpty()) {
			this.running = new RunningUnits(this.settings);
			this.running.start();
		}
	}

	/**
	 * Waits for the transactions in which events are being handled, ends the threads, and
	 * gives the projections back, so that other processes take them over at once. The
	 * runner can be started again.
	 */
	public synchronized void stop() {
		if (this.running != null) {
			if (!this.running.stop()) {
				LOGGER.log(Level.WARNING,
						"The handlers of the projections did not end within {0} seconds; their transactions will be refused or rolled back",
						this.settings.stopTimeout().toSeconds());
			}
			this.running = null;
		}
	}

	/** Returns whether this runner has been started, and not stopped since. */
	public synchronized boolean isRunning() {
		return this.running != null;
	}

	/**
	 * Handles all events that have not been handled yet in the calling thread, and
	 * returns when there are none left. Meant for tests.
	 * @throws IllegalStateException if this runner has been started
	 * @throws io.eventsourcing.projection.ProjectionFailedException if an event could not
	 * be handled
	 */
	public synchronized void run() {
		if (this.running != null) {
			throw new IllegalStateException("The projections already run in threads of their own");
		}
		new SingleThread(this.settings).run();
	}

	/**
	 * Returns the projections of this process, and of the others on the same database.
	 */
	public Projections projections() {
		return this.projections;
	}

	/** Returns what an operator can do with the projections. */
	public ProjectionOperations operations() {
		return this.projections;
	}

	/** Returns the events that the projections have set aside. */
	public ParkedEvents parkedEvents() {
		return this.parkedEvents;
	}

	/** Does the same as {@link #stop()}. */
	@Override
	public void close() {
		stop();
	}

	/** Returns the state of the units in this process, or null if it is stopped. */
	@Nullable RunningUnits running() {
		return this.running;
	}

	Settings settings() {
		return this.settings;
	}

}
