package io.eventsourcing.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;

import static org.awaitility.Awaitility.await;

/**
 * Follows the log in a thread of its own, without ever looking back, and goes on when the
 * database has failed.
 */
public final class LogFollower {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final List<Notification> seen = new ArrayList<>();

	private final CompletableFuture<Void> end;

	private Subscription subscription;

	private volatile long position;

	private volatile int failures;

	private volatile boolean stopped;

	private LogFollower(ApplicationRecorder recorder, int pollMillis, Random random) {
		if (pollMillis > 0) {
			this.subscription = NotificationLog.builder(recorder)
				.pageSize(20)
				.pollInterval(Duration.ofMillis(pollMillis))
				.build()
				.subscribe(0);
		}
		Runnable step = (pollMillis > 0) ? this::takeNext : () -> readPage(recorder, random);
		this.end = new CompletableFuture<>();
		Thread thread = new Thread(() -> follow(step), "follower");
		thread.setDaemon(true);
		thread.start();
	}

	/** Reads pages of different sizes all the time. */
	public static LogFollower reading(ApplicationRecorder recorder, int seed) {
		return new LogFollower(recorder, 0, new Random(seed));
	}

	/** Subscribes to the log. */
	public static LogFollower subscribed(ApplicationRecorder recorder, int pollMillis) {
		return new LogFollower(recorder, pollMillis, new Random());
	}

	/** What was seen when the id was reached, in the order in which it was. */
	public List<Notification> seenUpTo(long lastId) {
		try {
			await().atMost(PATIENCE).until(() -> this.position >= lastId || this.end.isDone());
		}
		finally {
			stop();
		}
		this.end.join();
		return this.seen;
	}

	/** How often it could not read. */
	public int failures() {
		return this.failures;
	}

	/** Ends the thread, which otherwise reads without end. */
	public void stop() {
		this.stopped = true;
		if (this.subscription != null) {
			this.subscription.close();
		}
	}

	private void follow(Runnable step) {
		try {
			while (!this.stopped) {
				try {
					step.run();
				}
				catch (NoSuchElementException ex) {
					return;
				}
				catch (RuntimeException ex) {
					this.failures++;
				}
			}
		}
		finally {
			this.end.complete(null);
		}
	}

	private void takeNext() {
		see(this.subscription.next());
	}

	private void readPage(ApplicationRecorder recorder, Random random) {
		recorder.selectNotifications(NotificationQuery.after(this.position, 1 + random.nextInt(20))).forEach(this::see);
	}

	private void see(Notification notification) {
		this.seen.add(notification);
		this.position = notification.id();
	}

}
