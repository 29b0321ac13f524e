package io.eventsourcing.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.jdbc.JdbcBatch;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures how fast projections catch up with a log, compared with hand-written code that
 * reads the same events and does the same work in equally large transactions, and how
 * soon a save is visible in a read model.
 */
final class RunnerBenchmark {

	private static final int[] EVENTS_PER_TRANSACTION = { 1, 10, 100, 500 };

	private static final int TRICKS_PER_DOG = 100;

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private final Database database;

	private final JdbcTemplate jdbc;

	private final Runners runners;

	private RunnerBenchmark(Database database) {
		this.database = database;
		this.jdbc = new JdbcTemplate(database.dataSource());
		this.runners = new Runners(database.dataSource(), database.recorder());
	}

	static void run(Database database, int rounds, int logSize, int saves, Report report) throws Exception {
		RunnerBenchmark benchmark = new RunnerBenchmark(database);
		benchmark.fill(logSize);
		benchmark.catchUp(rounds, logSize, report);
		benchmark.latency(saves, report);
	}

	private void fill(int logSize) throws SQLException {
		Random random = new Random(1);
		EventStore store = EventStore.of(this.runners.mapper(), this.database.recorder());
		for (int dogs = 0; dogs * TRICKS_PER_DOG < logSize; dogs++) {
			Dog dog = new Dog("Fido");
			for (int trick = 0; trick < TRICKS_PER_DOG; trick++) {
				dog.addTrick(Samples.TRICK + random.nextInt(200), 3, Samples.TEACHER);
			}
			store.put(dog.collectEvents());
		}
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("drop table if exists read_model_position");
			statement.execute("drop table if exists trick_popularity");
			statement.execute("create table read_model_position (position bigint not null)");
			statement.execute("insert into read_model_position values (0)");
			statement.execute("create table trick_popularity (trick varchar primary key, dogs bigint not null)");
		}
		for (int trick = 0; trick < 200; trick++) {
			this.jdbc.update("insert into trick_popularity values (?, 0)", Samples.TRICK + trick);
		}
		this.database.analyze();
	}

	private void catchUp(int rounds, int logSize, Report report) throws Exception {
		report.title("Catch-up of a projection, " + this.database.name());
		report.table("events per transaction", "hand-written, events per second", "hand-written batches",
				"projection with JdbcTemplate", "projection with JdbcBatch", "projection with a list",
				"JdbcTemplate / hand-written", "JdbcBatch / hand-written batches", "list / hand-written batches");
		for (int size : EVENTS_PER_TRANSACTION) {
			// small transactions take long, so they handle only the end of the log
			int events = Math.min(logSize, Math.max(logSize / 15, 300 * size));
			report.row(row(size, rates(rounds, size, events)));
		}
	}

	private List<Double> rates(int rounds, int size, int events) throws Exception {
		long head = this.runners.log().maxId();
		// each dog has one event that the projections do not handle
		long after = Math.max(0, head - events - events / TRICKS_PER_DOG);
		List<Measurement> measurements = List.of(
				() -> new PlainFollower(this.database.dataSource(), size, false).run(after),
				() -> new PlainFollower(this.database.dataSource(), size, true).run(after),
				() -> run(TrickHandlers.oneByOne(this.jdbc, 1), size, after),
				() -> run(TrickHandlers.batched(new JdbcBatch(this.jdbc), 1), size, after),
				() -> run(TrickHandlers.list(this.jdbc), size, after));
		List<List<Double>> rates = new ArrayList<>();
		measurements.forEach((each) -> rates.add(new ArrayList<>()));
		for (int round = 0; round <= rounds; round++) {
			for (int i = 0; i < measurements.size(); i++) {
				long start = System.nanoTime();
				measurements.get(i).run();
				if (round > 0) {
					rates.get(i).add(events * 1e9 / (System.nanoTime() - start));
				}
			}
		}
		return rates.stream().map(Rounds::median).toList();
	}

	/** Runs a new projection from its start until it has reached the end of the log. */
	private void run(Object handlers, int size, long after) {
		String name = UUID.randomUUID().toString();
		this.runners.tracking().register(ConsumerId.ofOwnLog(name), after);
		try (ProjectionRunner runner = this.runners.builder()
			.projection(name, this.runners.handlers(handlers), ProjectionOptions.DEFAULTS.batchSize(size))
			.build()) {
			runner.start();
			if (!runner.projections().awaitAll(LIMIT)) {
				throw new IllegalStateException("The projection has not caught up in time");
			}
		}
	}

	/** Measures the time from the return of a save until its read model is committed. */
	private void latency(int saves, Report report) throws Exception {
		report.title("From commit to read model, " + this.database.name());
		report.table("projections in the process", "median", "99th percentile");
		for (int others : new int[] { 0, 99 }) {
			ProjectionRunnerBuilder builder = this.runners.builder();
			this.runners.addAtEnd(builder, "popularity " + others, TrickHandlers.oneByOne(this.jdbc, 1));
			for (int i = 0; i < others; i++) {
				this.runners.addAtEnd(builder, "other %d of %d".formatted(i, others), TrickHandlers.ofRegistrations());
			}
			try (ProjectionRunner runner = builder.build()) {
				runner.start();
				List<Double> millis = latencies(runner, "popularity " + others, saves);
				report.row(Integer.toString(others + 1), format(millis.get(saves / 2)),
						format(millis.get(saves * 99 / 100)));
			}
		}
	}

	private List<Double> latencies(ProjectionRunner runner, String name, int saves) throws Exception {
		EventStore store = EventStore.of(this.runners.mapper(), this.database.recorder());
		Dog dog = new Dog("Fido");
		store.put(dog.collectEvents());
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < saves; i++) {
			dog.addTrick(Samples.TRICK + i % 200, 3, Samples.TEACHER);
			List<Recording> saved = store.put(dog.collectEvents());
			long start = System.nanoTime();
			runner.projections().await(name, saved, LIMIT);
			millis.add((System.nanoTime() - start) / 1e6);
			Thread.sleep(2);
		}
		return millis.stream().sorted().toList();
	}

	private static String[] row(int size, List<Double> rates) {
		return new String[] { Integer.toString(size), rate(rates.get(0)), rate(rates.get(1)), rate(rates.get(2)),
				rate(rates.get(3)), rate(rates.get(4)), ratio(rates.get(2), rates.get(0)),
				ratio(rates.get(3), rates.get(1)), ratio(rates.get(4), rates.get(1)) };
	}

	private static String rate(double perSecond) {
		return String.format(Locale.ROOT, "%,.0f", perSecond);
	}

	private static String ratio(double first, double second) {
		return String.format(Locale.ROOT, "%.2f", first / second);
	}

	private static String format(double millis) {
		return String.format(Locale.ROOT, "%.2f ms", millis);
	}

	/** Something whose time is measured. */
	@FunctionalInterface
	private interface Measurement {

		void run() throws Exception;

	}

}
