package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.application.Subscription;
import io.eventsourcing.persistence.Recorder;

/**
 * From the return of a save to a subscription having the event, when the writer pauses
 * between saves.
 */
final class LatencyBenchmark {

	private LatencyBenchmark() {
	}

	static void run(Database database, int saves, Report report) throws Exception {
		report.title("From commit to reader, " + database.name());
		report.table("reader", "median", "99th percentile");
		report.row(cells("in the same process", latencies(database, saves, database.recorder())));
		try (Database.Reader reader = database.otherProcess()) {
			report.row(cells("with its own recorder and connections, as in another process",
					latencies(database, Math.max(saves / 10, 2), reader.recorder())));
		}
	}

	private static List<Double> latencies(Database database, int saves, Recorder reader) throws Exception {
		NotificationLog log = NotificationLog.of(reader);
		SynchronousQueue<Long> seen = new SynchronousQueue<>();
		List<Double> latencies = new ArrayList<>();
		try (Subscription subscription = log.subscribe(reader.maxNotificationId())) {
			Thread thread = new Thread(() -> subscription.forEachRemaining((notification) -> hand(seen)));
			thread.setDaemon(true);
			thread.start();
			Samples.Writer writer = new Samples.Writer(1);
			for (int i = 0; i < saves; i++) {
				TimeUnit.MILLISECONDS.sleep(5);
				database.recorder().insertEvents(writer.next());
				long committed = System.nanoTime();
				latencies.add(Math.max(0, seen.take() - committed) / 1e6);
			}
		}
		return latencies.subList(saves / 10, saves);
	}

	private static void hand(SynchronousQueue<Long> seen) {
		long now = System.nanoTime();
		try {
			seen.put(now);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String[] cells(String reader, List<Double> latencies) {
		List<Double> sorted = latencies.stream().sorted().toList();
		return new String[] { reader, milliseconds(sorted.get(sorted.size() / 2)),
				milliseconds(sorted.get(sorted.size() * 99 / 100)) };
	}

	private static String milliseconds(double value) {
		return String.format(Locale.ROOT, "%.2f ms", value);
	}

}
