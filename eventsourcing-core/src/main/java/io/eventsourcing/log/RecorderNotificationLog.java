package io.eventsourcing.log;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The {@link NotificationLog} of a {@link NotificationRecorder}.
 */
final class RecorderNotificationLog implements StoppableNotificationLog {

	private static final Pattern SECTION_ID = Pattern.compile("(\\d{1,18}),(\\d{1,18})");

	private final NotificationRecorder recorder;

	private final int pageSize;

	private final Duration pollInterval;

	private final Supplier<? extends @Nullable Executor> prefetchExecutor;

	/** Null while the log is stopped. */
	private final AtomicReference<@Nullable OpenSubscriptions> subscriptions = new AtomicReference<>();

	/**
	 * @param prefetchExecutor called at each start; returns null to disable reading ahead
	 */
	RecorderNotificationLog(NotificationRecorder recorder, int pageSize, Duration pollInterval,
			Supplier<? extends @Nullable Executor> prefetchExecutor) {
		this.recorder = recorder;
		this.pageSize = pageSize;
		this.pollInterval = pollInterval;
		this.prefetchExecutor = prefetchExecutor;
		start();
	}

	@Override
	public List<Notification> select(NotificationQuery query) {
		return this.recorder.selectNotifications(Objects.requireNonNull(query, "query"));
	}

	@Override
	public Section section(String id) {
		Matcher matcher = SECTION_ID.matcher(Objects.requireNonNull(id, "id"));
		long first = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
		long last = matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
		if (first < 1 || last < first) {
			throw new IllegalArgumentException(
					"'" + id + "' is not a section of the log: it must be two ids, the first at least 1 and the second "
							+ "not below it, such as '1,10'");
		}
		int limit = (int) Math.min(last - first + 1, this.pageSize);
		return Section.of(select(first, limit), limit);
	}

	@Override
	public long maxId() {
		return this.recorder.maxNotificationId();
	}

	@Override
	public Subscription subscribe(long after) {
		return subscribe(after, Set.of());
	}

	@Override
	public Subscription subscribe(long after, Set<String> topics) {
		return subscribe(NotificationQuery.after(after, this.pageSize).topics(topics));
	}

	@Override
	public Subscription subscribe(NotificationQuery query) {
		return running().open(Objects.requireNonNull(query, "query"));
	}

	@Override
	public NotificationPages pages(NotificationQuery query) {
		return running().pages(Objects.requireNonNull(query, "query"));
	}

	private OpenSubscriptions running() {
		OpenSubscriptions open = this.subscriptions.get();
		if (open == null) {
			throw new EventSourcingException("The notification log is stopped, because its application has been "
					+ "stopped or is shutting down; follow it while it is running");
		}
		return open;
	}

	@Override
	public void start() {
		if (this.subscriptions.get() == null) {
			this.subscriptions.compareAndSet(null, new OpenSubscriptions(this.recorder, this.pageSize,
					this.pollInterval, this.prefetchExecutor.get()));
		}
	}

	@Override
	public void stop() {
		OpenSubscriptions open = this.subscriptions.getAndSet(null);
		if (open != null) {
			open.close();
		}
	}

	@Override
	public int openSubscriptions() {
		OpenSubscriptions open = this.subscriptions.get();
		return (open != null) ? open.count() : 0;
	}

	@Override
	public boolean isRunning() {
		return this.subscriptions.get() != null;
	}

}
