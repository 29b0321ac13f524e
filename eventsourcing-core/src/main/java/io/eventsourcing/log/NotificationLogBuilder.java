package io.eventsourcing.log;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.eventsourcing.persistence.recorder.NotificationRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link NotificationLog}. All settings except the recorder have defaults.
 */
public final class NotificationLogBuilder {

	private static final Duration LONGEST_POLL_INTERVAL = Duration.ofDays(366);

	private final NotificationRecorder recorder;

	private int pageSize = NotificationLog.DEFAULT_PAGE_SIZE;

	private Duration pollInterval = Duration.ofSeconds(NotificationLog.DEFAULT_POLL_INTERVAL_SECONDS);

	private Supplier<? extends @Nullable Executor> prefetchExecutor = PrefetchThreads::new;

	NotificationLogBuilder(NotificationRecorder recorder) {
		this.recorder = Objects.requireNonNull(recorder, "recorder");
	}

	/**
	 * Sets the maximum number of notifications in a section, which is also the number
	 * that a subscription reads at a time; {@value NotificationLog#DEFAULT_PAGE_SIZE} by
	 * default.
	 * @throws IllegalArgumentException if the size is not positive
	 */
	public NotificationLogBuilder pageSize(int notifications) {
		if (notifications < 1) {
			throw new IllegalArgumentException("The page size of the log must be positive, not " + notifications);
		}
		this.pageSize = notifications;
		return this;
	}

	/**
	 * Sets the interval at which a subscription polls for events that it was not notified
	 * of; {@value NotificationLog#DEFAULT_POLL_INTERVAL_SECONDS} second by default.
	 * @throws IllegalArgumentException if the interval is shorter than 1 ms or longer
	 * than a year
	 */
	public NotificationLogBuilder pollInterval(Duration interval) {
		if (interval.compareTo(Duration.ofMillis(1)) < 0 || interval.compareTo(LONGEST_POLL_INTERVAL) > 0) {
			throw new IllegalArgumentException(
					"The poll interval must be at least 1 ms and at most 366 days, not " + interval);
		}
		this.pollInterval = interval;
		return this;
	}

	/**
	 * Sets the executor in which a subscription that lags behind reads its next page
	 * while the current one is processed. By default, each log has up to
	 * {@value PrefetchThreads#MAX_THREADS} daemon threads, which end when the log is
	 * stopped.
	 * <p>
	 * The executor may be busy and may reject tasks: a subscription then reads the page
	 * in its own thread. Stopping the log does not shut the executor down.
	 */
	public NotificationLogBuilder prefetchExecutor(Executor executor) {
		Objects.requireNonNull(executor, "executor");
		this.prefetchExecutor = () -> executor;
		return this;
	}

	/**
	 * Sets the maximum number of threads in which subscriptions that lag behind read
	 * their next pages, each of which uses a connection;
	 * {@value PrefetchThreads#MAX_THREADS} by default. The threads end when the log is
	 * stopped.
	 * @throws IllegalArgumentException if the number is not positive
	 */
	public NotificationLogBuilder prefetchThreads(int maximum) {
		if (maximum < 1) {
			throw new IllegalArgumentException("The number of prefetch threads must be positive, not " + maximum);
		}
		this.prefetchExecutor = () -> new PrefetchThreads(maximum);
		return this;
	}

	/**
	 * Makes subscriptions read only in the threads that call them, and never in the
	 * background. This is always the case if the recorder is bound to the thread.
	 * Subscriptions near the end of the log still share their reads, unless the recorder
	 * is bound to the thread.
	 * @see NotificationRecorder#isBoundToThread()
	 */
	public NotificationLogBuilder withoutPrefetch() {
		this.prefetchExecutor = () -> null;
		return this;
	}

	/** Builds the log, which is then running. */
	public StoppableNotificationLog build() {
		if (this.recorder.isBoundToThread()) {
			withoutPrefetch();
		}
		return new RecorderNotificationLog(this.recorder, this.pageSize, this.pollInterval, this.prefetchExecutor);
	}

}
