package io.eventsourcing.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.eventsourcing.projection.runner.ProjectionRunner;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the measurements and prints a report in Markdown. The arguments select parts, of
 * {@code append}, {@code stream}, {@code scan}, {@code latency}, {@code subscriptions},
 * {@code projections}, {@code instances}, {@code processes}, {@code footprint} and
 * {@code memory}, and databases, of {@code postgresql} and {@code h2}; all by default.
 */
public final class Benchmarks {

	private static final String[] PARTS = { "append", "stream", "scan", "lean", "latency", "subscriptions",
			"projections", "instances", "processes", "footprint", "memory" };

	private static final int LOG_SIZE = 100_000;

	private static final int PROJECTED = 30_000;

	private static final int LATENCY_SAVES = 1000;

	private static final Duration LEASE = Duration.ofSeconds(ProjectionRunner.DEFAULT_LEASE_SECONDS);

	private Benchmarks() {
	}

	public static void main(String[] args) throws Exception {
		Set<String> wanted = Set.of(args);
		Report report = new Report(System.out);
		report.note("JDK %s, %d processors".formatted(Runtime.version(), Runtime.getRuntime().availableProcessors()));
		if (isWanted(wanted, "postgresql", "h2")) {
			run(Database.postgresql(), wanted, new Rounds(5, Duration.ofSeconds(3)), LOG_SIZE, LATENCY_SAVES, LEASE,
					report);
		}
		if (isWanted(wanted, "h2", "postgresql")) {
			run(Database.h2(), wanted, new Rounds(5, Duration.ofSeconds(3)), LOG_SIZE, LATENCY_SAVES, LEASE, report);
		}
		if (isWanted(wanted, "memory", PARTS)) {
			inMemory(report);
		}
	}

	/**
	 * Returns whether a part or a database is selected: by its name, or because no other
	 * of its kind is.
	 */
	private static boolean isWanted(Set<String> wanted, String name, String... others) {
		return wanted.contains(name) || List.of(others).stream().noneMatch(wanted::contains);
	}

	static void run(Database database, Set<String> wanted, Rounds rounds, int logSize, int latencySaves, Duration lease,
			Report report) throws Exception {
		try (database) {
			if (isWanted(wanted, "append", PARTS)) {
				AppendBenchmark.run(database, rounds, report);
			}
			if (isWanted(wanted, "stream", PARTS)) {
				StreamBenchmark.run(database, rounds, report);
			}
			if (isWanted(wanted, "scan", PARTS)) {
				ScanBenchmark.run(database, rounds, logSize, report);
			}
			if (isWanted(wanted, "lean", PARTS)) {
				LeanBenchmark.run(database, rounds, logSize, report);
			}
			if (isWanted(wanted, "latency", PARTS)) {
				LatencyBenchmark.run(database, latencySaves, report);
			}
			if (isWanted(wanted, "subscriptions", PARTS)) {
				SubscriptionsBenchmark.run(database, 2 * latencySaves, report);
			}
			if (isWanted(wanted, "projections", PARTS)) {
				ProjectionBenchmark.run(database, rounds, report);
				RunnerBenchmark.run(database, rounds.count(), Math.min(logSize, PROJECTED), latencySaves, report);
			}
			if (database.isShared() && isWanted(wanted, "instances", PARTS)) {
				InstancesBenchmark.run(database, latencySaves, 2 * rounds.count(), lease, report);
			}
			if (isWanted(wanted, "processes", PARTS)) {
				ProcessBenchmark.run(database, rounds, report);
			}
			if (database.isShared() && isWanted(wanted, "footprint", PARTS)) {
				FootprintBenchmark.run(database, rounds.length().multipliedBy(10), 10 * logSize, report);
			}
		}
	}

	private static void inMemory(Report report) throws Exception {
		Collection<RunResult> results = new Runner(new OptionsBuilder().include(InMemoryBenchmark.class.getName())
			.include(JsonBenchmark.class.getName())
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		report.title("Without a database");
		report.table("what", "ns per call");
		for (RunResult result : results) {
			report.row(result.getPrimaryResult().getLabel(),
					String.format(Locale.ROOT, "%,.0f", result.getPrimaryResult().getScore()));
		}
	}

}
