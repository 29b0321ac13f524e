package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.recorder.Append;

/**
 * Measures how long saves take while subscriptions follow the log in the same process,
 * each in a thread of its own.
 */
final class SubscriptionsBenchmark {

	private static final int[] SUBSCRIPTIONS = { 0, 1, 10, 200 };

	private SubscriptionsBenchmark() {
	}

	static void run(Database database, int saves, Report report) throws Exception {
		report.title("Subscriptions in one process, " + database.name());
		report.table("subscriptions", "%,d saves".formatted(saves), "until all subscriptions have all events");
		save(database, saves);
		for (int subscriptions : SUBSCRIPTIONS) {
			report.row(measure(database, subscriptions, saves));
		}
	}

	private static String[] measure(Database database, int count, int saves) throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(count);
		try (StoppableNotificationLog log = NotificationLog.builder(database.recorder()).build()) {
			long head = log.maxId();
			List<Subscription> subscriptions = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				Subscription subscription = log.subscribe(head);
				subscriptions.add(subscription);
				Thread thread = new Thread(() -> {
					subscription.stream().limit(saves).forEach((notification) -> {
					});
					ended.countDown();
				});
				thread.setDaemon(true);
				thread.start();
			}
			long start = System.nanoTime();
			save(database, saves);
			long saved = System.nanoTime();
			ended.await();
			long read = System.nanoTime();
			return new String[] { Integer.toString(count), seconds(saved - start), seconds(read - start) };
		}
	}

	private static void save(Database database, int saves) {
		Samples.Writer writer = new Samples.Writer(1);
		for (int i = 0; i < saves; i++) {
			database.recorder().insertEvents(Append.of(writer.next()));
		}
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
	}

}
