package io.eventsourcing.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.EventStore;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures a projection that other processes than the one that saves run: how soon a save
 * is visible in the read model, and how soon another process takes over when the process
 * that runs the projection is killed.
 */
final class InstancesBenchmark {

	private final Database database;

	private final Duration lease;

	private final JdbcTemplate jdbc;

	private final Dog dog = new Dog("Fido");

	private final EventStore store;

	private InstancesBenchmark(Database database, Duration lease) {
		this.database = database;
		this.lease = lease;
		this.jdbc = new JdbcTemplate(database.dataSource());
		Runners runners = new Runners(database.dataSource(), database.recorder());
		this.store = EventStore.of(runners.mapper(), database.recorder());
		this.store.put(this.dog.collectEvents());
		runners.tracking().register(ProjectionProgram.PROJECTION, database.recorder().maxNotificationId());
		this.jdbc.execute("create table %s (tricks bigint not null)".formatted(ProjectionProgram.TABLE));
		this.jdbc.update("insert into %s values (0)".formatted(ProjectionProgram.TABLE));
	}

	static void run(Database database, int saves, int kills, Duration lease, Report report) throws Exception {
		InstancesBenchmark benchmark = new InstancesBenchmark(database, lease);
		report.title("From commit to read model in another process, " + database.name());
		report.table("median", "99th percentile");
		List<Double> millis = benchmark.latencies(saves);
		report.row(format("%.2f ms", millis.get(millis.size() / 2)),
				format("%.2f ms", millis.get(millis.size() * 99 / 100)));
		report.title("From a killed process to the next event, " + database.name());
		report.table("lease", "kills", "median", "longest");
		List<Double> seconds = benchmark.takeOvers(kills);
		report.row(format("%.1f s", lease.toMillis() / 1e3), Integer.toString(kills),
				format("%.1f s", seconds.get(kills / 2)), format("%.1f s", seconds.get(kills - 1)));
	}

	/**
	 * Returns the times from the return of a save, sorted. As many saves before warm up
	 * the other process, which is new.
	 */
	private List<Double> latencies(int saves) throws Exception {
		List<Double> millis = new ArrayList<>();
		try (OtherProcess process = start()) {
			for (int i = 0; i < 2 * saves; i++) {
				TimeUnit.MILLISECONDS.sleep(5);
				long committed = save();
				millis.add(Math.max(0, process.nextTime() - committed) / 1e6);
			}
		}
		return millis.subList(saves, 2 * saves).stream().sorted().toList();
	}

	private OtherProcess start() throws IOException {
		return OtherProcess.start(ProjectionProgram.class, this.database.location(), this.lease.toString());
	}

	/** Returns the time at which the save has returned. */
	private long save() {
		this.dog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		this.store.put(this.dog.collectEvents());
		return System.nanoTime();
	}

	/**
	 * Returns the times from the end of the owner to the commit of the next event, which
	 * was saved meanwhile, sorted. The killed process cannot release the projection.
	 */
	private List<Double> takeOvers(int kills) throws Exception {
		List<Double> seconds = new ArrayList<>();
		Random random = new Random(1);
		OtherProcess owner = start();
		try {
			for (int i = 0; i < kills; i++) {
				try (OtherProcess killed = owner) {
					save();
					killed.nextTime();
					owner = start();
					awaitProcesses(2);
					// any time between two renewals of the lease
					TimeUnit.MILLISECONDS.sleep(random.nextLong(this.lease.toMillis() / 5 + 1));
				}
				long end = System.nanoTime();
				save();
				seconds.add((owner.nextTime() - end) / 1e9);
			}
		}
		finally {
			owner.close();
		}
		return seconds.stream().sorted().toList();
	}

	private void awaitProcesses(int count) throws InterruptedException {
		String living = "select count(*) from eventsourcing.runners where alive_until > clock_timestamp()";
		while (!Integer.valueOf(count).equals(this.jdbc.queryForObject(living, Integer.class))) {
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

	private static String format(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

}
