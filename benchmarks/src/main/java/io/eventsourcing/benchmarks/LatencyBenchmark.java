package io.eventsourcing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.recorder.Append;

/**
 * Measures the time from the return of a save until a subscription has the event, with a
 * writer that pauses between saves.
 */
final class LatencyBenchmark {

	private LatencyBenchmark() {
	}

	static void run(Database database, int saves, Report report) throws Exception {
		report.title("From commit to reader, " + database.name());
		report.table("reader", "median", "99th percentile");
		report.row(cells("in the same process", inProcess(database, saves)));
		if (database.isShared()) {
			report.row(cells("in another process", inOtherProcess(database, saves)));
		}
	}

	private static List<Double> inProcess(Database database, int saves) throws Exception {
		SynchronousQueue<Long> seen = new SynchronousQueue<>();
		NotificationLog log = NotificationLog.of(database.recorder());
		try (Subscription subscription = log.subscribe(log.maxId())) {
			Thread thread = new Thread(() -> subscription.forEachRemaining((notification) -> hand(seen)));
			thread.setDaemon(true);
			thread.start();
			return latencies(database, saves, seen::take);
		}
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

	private static List<Double> inOtherProcess(Database database, int saves) throws Exception {
		try (OtherProcess process = OtherProcess.start(LatencyReader.class, database.location())) {
			return latencies(database, saves, process::nextTime);
		}
	}

	private static List<Double> latencies(Database database, int saves, Callable<Long> seen) throws Exception {
		List<Double> latencies = new ArrayList<>();
		Samples.Writer writer = new Samples.Writer(1);
		for (int i = 0; i < saves; i++) {
			TimeUnit.MILLISECONDS.sleep(5);
			database.recorder().insertEvents(Append.of(writer.next()));
			long committed = System.nanoTime();
			latencies.add(Math.max(0, seen.call() - committed) / 1e6);
		}
		return latencies.subList(saves / 10, saves);
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
