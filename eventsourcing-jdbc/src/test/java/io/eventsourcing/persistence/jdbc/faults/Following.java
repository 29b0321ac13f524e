package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.Random;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.Load;
import io.eventsourcing.persistence.jdbc.faults.history.Journal;
import io.eventsourcing.persistence.jdbc.faults.history.LogEntry;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * Follows the log in a thread of its own, from a position on, and resumes at the last
 * event that is in the journal.
 */
final class Following implements AutoCloseable {

	private static final int PAGE = 20;

	private final String name;

	private final Journal journal;

	private final Random random = new Random(1);

	private volatile long position;

	private volatile boolean stopped;

	private Runnable onClose = () -> {
	};

	private Following(String name, long position, Journal journal) {
		this.name = name;
		this.position = position;
		this.journal = journal;
	}

	/** Reads pages of different sizes. */
	static Following pages(String name, long position, ApplicationRecorder recorder, Journal journal) {
		Following following = new Following(name, position, journal);
		return following.start(() -> {
			NotificationQuery query = NotificationQuery.after(following.position, 1 + following.random.nextInt(PAGE));
			recorder.selectNotifications(query).forEach(following::see);
			Load.pause(following.random);
		});
	}

	/** Subscribes to the log, and polls seldom: it relies on being notified. */
	static Following subscribed(String name, long position, ApplicationRecorder recorder, Journal journal) {
		Following following = new Following(name, position, journal);
		StoppableNotificationLog log = NotificationLog.builder(recorder)
			.pageSize(PAGE)
			.pollInterval(Duration.ofSeconds(1))
			.build();
		following.onClose = log::stop;
		return following.start(() -> following.read(log));
	}

	private void read(NotificationLog log) {
		try (Subscription subscription = log.subscribe(this.position)) {
			while (!this.stopped && subscription.hasNext()) {
				see(subscription.next());
			}
		}
	}

	private Following start(Runnable step) {
		Thread thread = new Thread(() -> follow(step), "follower " + this.name);
		thread.setDaemon(true);
		thread.start();
		return this;
	}

	private void follow(Runnable step) {
		while (!this.stopped) {
			try {
				step.run();
			}
			catch (RuntimeException | Error ex) {
				// the database or the memory is gone: it goes on where it was
				Load.pause(this.random);
			}
		}
	}

	/** What is not in the journal has not been seen. */
	private void see(Notification notification) {
		this.journal.seen(this.name, LogEntry.of(notification));
		this.position = notification.id();
	}

	@Override
	public void close() {
		this.stopped = true;
		this.onClose.run();
	}

}
