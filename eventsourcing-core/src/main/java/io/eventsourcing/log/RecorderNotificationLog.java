package io.eventsourcing.log;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * The {@link NotificationLog} of a {@link ApplicationRecorder}. As a Spring bean it is
 * closed with the context, which ends its subscriptions before the store is closed.
 */
final class RecorderNotificationLog implements NotificationLog, AutoCloseable {

	private static final Pattern SECTION_ID = Pattern.compile("(\\d{1,18}),(\\d{1,18})");

	private static final Duration LONGEST_POLL_INTERVAL = Duration.ofDays(366);

	private final ApplicationRecorder recorder;

	private final int pageSize;

	private final Duration pollInterval;

	private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	RecorderNotificationLog(ApplicationRecorder recorder, int pageSize, Duration pollInterval) {
		if (pageSize < 1) {
			throw new IllegalArgumentException("The size of a page of the log must be positive, not " + pageSize);
		}
		if (pollInterval.compareTo(Duration.ofMillis(1)) < 0 || pollInterval.compareTo(LONGEST_POLL_INTERVAL) > 0) {
			throw new IllegalArgumentException(
					"The poll interval must be at least 1 ms and at the most a year, not " + pollInterval);
		}
		this.recorder = recorder;
		this.pageSize = pageSize;
		this.pollInterval = pollInterval;
	}

	@Override
	public List<Notification> select(NotificationQuery query) {
		return this.recorder.selectNotifications(Objects.requireNonNull(query, "query"));
	}

	@Override
	public Section section(String id) {
		Matcher matcher = SECTION_ID.matcher(Objects.requireNonNull(id, "id"));
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'" + id + "' is no section of the log: it must be two ids, such as '1,10'");
		}
		long first = Math.max(1, Long.parseLong(matcher.group(1)));
		long last = Long.parseLong(matcher.group(2));
		int limit = (int) Math.min(Math.max(0, last - first + 1), this.pageSize);
		return Section.of((limit > 0) ? select(first, limit) : List.of(), limit);
	}

	@Override
	public long maxId() {
		return this.recorder.maxNotificationId();
	}

	@Override
	public Subscription subscribe(long after) {
		return subscribe(NotificationQuery.after(after, this.pageSize));
	}

	@Override
	public Subscription subscribe(NotificationQuery query) {
		Subscription subscription = new Subscription(this.recorder, Objects.requireNonNull(query, "query"),
				this.pollInterval, this.open::remove);
		this.open.add(subscription);
		// Looked at last, so that close() either sees the subscription or is seen
		if (this.closed) {
			subscription.close();
			throw new EventSourcingException(
					"The notification log is closed, because its application is: subscribe no more");
		}
		return subscription;
	}

	@Override
	public void close() {
		this.closed = true;
		this.open.forEach(Subscription::close);
	}

}
