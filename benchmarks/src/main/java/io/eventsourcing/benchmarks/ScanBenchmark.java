package io.eventsourcing.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Measures reading the log from end to end, page by page, and the memory allocated by it.
 */
final class ScanBenchmark {

	private static final int[] PAGE_SIZES = { 100, 1000 };

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private ScanBenchmark() {
	}

	static void run(Database database, Rounds rounds, int events, Report report) throws Exception {
		fill(database, events);
		NotificationLog log = NotificationLog.of(database.recorder());
		report.title("Scan of the log, " + database.name());
		report.comparison("events of a log of %,d in pages of".formatted(events));
		for (int pageSize : PAGE_SIZES) {
			Rounds.Result scans = rounds.compare(1, (thread) -> () -> scanPlain(database, pageSize, events),
					(thread) -> () -> scan(log, pageSize, events));
			report.row(String.valueOf(pageSize), new Rounds.Result(scans.plain() * events, scans.ours() * events));
		}
		report.title("Bytes allocated per scanned event, " + database.name());
		report.table("pages of", "hand-written", "event store", "ratio");
		for (int pageSize : PAGE_SIZES) {
			double plain = allocated(() -> scanPlain(database, pageSize, events)) / events;
			double ours = allocated(() -> scan(log, pageSize, events)) / events;
			report.row(String.valueOf(pageSize), "%.0f".formatted(plain), "%.0f".formatted(ours),
					String.format(Locale.ROOT, "%.2f", ours / plain));
		}
		report.title("Heap in use after a garbage collection in the middle of a subscription, " + database.name());
		report.table("after events", "MB");
		heap(log, events, report);
	}

	private static void fill(Database database, int events) throws Exception {
		int missing = events - (int) database.recorder().maxNotificationId();
		for (int i = 0; i < missing; i += 100) {
			database.recorder().insertEvents(Append.of(Samples.events(Ids.create(), 1, 100)));
		}
		List<Long> ids = new ArrayList<>();
		database.plain().page(0, events, (row) -> ids.add(row.notificationId()));
		for (int i = ids.size(); i < events; i += 100) {
			database.plain().insert(Samples.events(Ids.create(), 1, 100));
		}
		database.analyze();
	}

	private static void scanPlain(Database database, int pageSize, int events) throws Exception {
		long[] position = { 0 };
		int[] count = { 0 };
		while (count[0] < events) {
			database.plain().page(position[0], pageSize, (row) -> {
				position[0] = row.notificationId();
				count[0]++;
			});
		}
	}

	private static void scan(NotificationLog log, int pageSize, int events) {
		long position = 0;
		int count = 0;
		while (count < events) {
			for (Notification notification : log.select(NotificationQuery.after(position, pageSize))) {
				position = notification.id();
				count++;
			}
		}
	}

	private static double allocated(Rounds.Operation operation) throws Exception {
		operation.run();
		long before = THREADS.getCurrentThreadAllocatedBytes();
		operation.run();
		return THREADS.getCurrentThreadAllocatedBytes() - before;
	}

	private static void heap(NotificationLog log, int events, Report report) {
		int step = events / 4;
		try (var subscription = log.subscribe(0)) {
			for (int count = 1; count <= events; count++) {
				StoredEvent event = subscription.next().event();
				if (count % step == 0) {
					System.gc();
					long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
					report.row("%,d (%s)".formatted(count, event.topic()), String.valueOf(used >> 20));
				}
			}
		}
	}

}
