package io.eventsourcing.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

import com.sun.management.OperatingSystemMXBean;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures what projections use while nothing happens, and how much memory one of them
 * needs for a long log.
 */
final class FootprintBenchmark {

	private static final int PROJECTIONS = 100;

	private static final int PARTS = 10;

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private FootprintBenchmark() {
	}

	static void run(Database database, Duration idle, int events, Report report) throws InterruptedException {
		report.title("Idle projections, " + database.name());
		report.table("projections", "transactions per second", "processor time of this process");
		report.row(idle(database, idle));
		report.title("Heap in use after a garbage collection in the middle of a projection, " + database.name());
		report.table("after events", "MB");
		heap(database, events, report);
	}

	private static String[] idle(Database database, Duration duration) throws InterruptedException {
		Runners runners = new Runners(database.dataSource(), database.recorder());
		ProjectionRunnerBuilder builder = runners.builder();
		for (int i = 0; i < PROJECTIONS; i++) {
			runners.addAtEnd(builder, "idle " + i, TrickHandlers.ofRegistrations());
		}
		try (ProjectionRunner runner = builder.build()) {
			runner.start();
			awaitAll(runner);
			long transactions = transactions(database);
			long processorTime = SYSTEM.getProcessCpuTime();
			long start = System.nanoTime();
			Thread.sleep(duration.toMillis());
			double seconds = (System.nanoTime() - start) / 1e9;
			double used = (SYSTEM.getProcessCpuTime() - processorTime) / 1e9;
			double perSecond = (transactions(database) - transactions) / seconds;
			return new String[] { Integer.toString(PROJECTIONS), String.format(Locale.ROOT, "%.1f", perSecond),
					String.format(Locale.ROOT, "%.1f %% of a core", 100 * used / seconds) };
		}
	}

	/** Returns the number of transactions in the database so far, queries included. */
	private static long transactions(Database database) {
		Long count = new JdbcTemplate(database.dataSource()).queryForObject(
				"select xact_commit + xact_rollback from pg_stat_database where datname = current_database()",
				Long.class);
		return (count != null) ? count : 0;
	}

	private static void heap(Database database, int events, Report report) {
		Runners runners = new Runners(database.dataSource(), database.recorder());
		int missing = (int) (events - runners.log().maxId());
		for (int i = 0; i < missing; i += 100) {
			database.recorder().insertEvents(Append.of(Samples.events(Ids.create(), 1, 100)));
		}
		ProjectionRunnerBuilder builder = runners.builder();
		builder.projection(UUID.randomUUID().toString(), runners.handlers(new HeapReport(events / PARTS, report)));
		try (ProjectionRunner runner = builder.build()) {
			runner.start();
			awaitAll(runner);
		}
	}

	private static void awaitAll(ProjectionRunner runner) {
		if (!runner.projections().awaitAll(LIMIT)) {
			throw new IllegalStateException("The projections have not caught up in time");
		}
	}

	/** Handles events, and reports the heap after each part of them. */
	private static final class HeapReport {

		private final int part;

		private final Report report;

		private int count;

		HeapReport(int part, Report report) {
			this.part = part;
			this.report = report;
		}

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
			this.count++;
			if (this.count % this.part == 0) {
				System.gc();
				long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
				this.report.row("%,d".formatted(this.count), String.valueOf(used >> 20));
			}
		}

	}

}
