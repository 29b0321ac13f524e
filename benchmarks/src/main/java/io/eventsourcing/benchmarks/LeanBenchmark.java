package io.eventsourcing.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the costs of single operations with those of the leanest hand-written code, in
 * one thread.
 */
final class LeanBenchmark {

	private static final int LENGTH = 1000;

	private static final int PAGE_SIZE = 100;

	/** The implementations take turns quickly, because they differ little. */
	private static final int PARTS = 15;

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final ObjectReader REGISTERED = JSON.readerFor(ExplicitDog.Registered.class);

	private static final ObjectReader TRICK_ADDED = JSON.readerFor(ExplicitDog.TrickAdded.class);

	private static final ObjectWriter TRICK_WRITER = JSON.writerFor(ExplicitDog.TrickAdded.class);

	private static final Map<String, String> METADATA = Map.of(Metadata.CORRELATION_ID,
			"2f1a8f0e-7c1b-4a44-9c3d-6b0f0d3c5a11", "user", "ann", "trace", "4bf92f3577b34da6a3ce929d0e0e4736");

	private final Database database;

	private final LeanJdbc lean;

	private final Rounds rounds;

	private final Report report;

	private LeanBenchmark(Database database, Rounds rounds, Report report) {
		this.database = database;
		this.lean = new LeanJdbc(database.dataSource());
		this.rounds = new Rounds(rounds.count() * PARTS, rounds.length().dividedBy(PARTS));
		this.report = report;
	}

	static void run(Database database, Rounds rounds, int logSize, Report report) throws Exception {
		new LeanBenchmark(database, rounds, report).run(logSize);
	}

	private void run(int logSize) throws Exception {
		this.lean.createTable(this.database.binaryType());
		Repository repository = Infrastructure.of(this.database.recorder()).repository();
		this.report.title("Costs beside the leanest hand-written code, " + this.database.name());
		this.report.table("operation", "processor time, hand-written", "event store", "ratio",
				"bytes allocated, hand-written", "event store", "ratio", "elapsed, ratio");
		UUID id = fill(logSize);
		row("rebuild an aggregate of %,d events".formatted(LENGTH), () -> rebuild(id),
				() -> repository.get(Dog.class, id));
		row("read a page of %d events".formatted(PAGE_SIZE), leanScan(), scan());
		row("save an event", leanWriter(this.lean::insert), writer(repository));
		if (this.database.isShared()) {
			row("save an event; hand-written with the same columns, lock and checks",
					leanWriter(this.lean::insertGuarded), writer(repository));
		}
		withMetadata(repository);
	}

	/** Stores an aggregate, and others until the log is long enough. */
	private UUID fill(int logSize) throws SQLException {
		UUID id = Ids.create();
		for (int count = 0; count < logSize; count += LENGTH) {
			List<StoredEvent> events = Samples.events((count == 0) ? id : Ids.create(), 1, LENGTH);
			this.database.recorder().insertEvents(Append.of(events));
			this.lean.insert(events);
		}
		this.database.analyze();
		return id;
	}

	private void rebuild(UUID id) throws SQLException {
		LeanDog dog = new LeanDog();
		this.lean.stream(id, dog);
		if (dog.tricks.size() != LENGTH - 1) {
			throw new IllegalStateException(dog.name + " knows " + dog.tricks.size() + " tricks");
		}
	}

	private Rounds.Operation leanScan() {
		long[] position = { 0 };
		return () -> {
			List<LeanJdbc.Row> page = this.lean.page(position[0], PAGE_SIZE);
			position[0] = (page.size() < PAGE_SIZE) ? 0 : page.get(PAGE_SIZE - 1).position();
		};
	}

	private Rounds.Operation scan() {
		NotificationLog log = NotificationLog.of(this.database.recorder());
		long[] position = { 0 };
		return () -> {
			List<Notification> page = log.select(NotificationQuery.after(position[0], PAGE_SIZE));
			position[0] = (page.size() < PAGE_SIZE) ? 0 : page.get(PAGE_SIZE - 1).id();
		};
	}

	private static Rounds.Operation leanWriter(Insert insert) {
		UUID[] id = { Ids.create() };
		long[] version = { 0 };
		return () -> {
			version[0]++;
			if (version[0] > PAGE_SIZE) {
				id[0] = Ids.create();
				version[0] = 1;
			}
			insert.run(id[0], version[0], "TrickAdded",
					TRICK_WRITER.writeValueAsBytes(new ExplicitDog.TrickAdded(Samples.TRICK, 3, Samples.TEACHER)));
		};
	}

	private static Rounds.Operation writer(Repository repository) {
		Dog[] dog = { new Dog("Fido") };
		return () -> {
			if (dog[0].version() > PAGE_SIZE) {
				dog[0] = new Dog("Fido");
			}
			dog[0].addTrick(Samples.TRICK, 3, Samples.TEACHER);
			repository.save(dog[0]);
		};
	}

	private void withMetadata(Repository repository) throws Exception {
		Rounds.Operation writer = writer(repository);
		List<Costs> costs = Costs.of(this.rounds, List.of(writer(repository), () -> {
			try (Metadata.Scope scope = Metadata.replacedBy(METADATA)) {
				writer.run();
			}
		}));
		row("save an event: without metadata; with three entries", costs);
	}

	private void row(String operation, Rounds.Operation plain, Rounds.Operation ours) throws Exception {
		row(operation, Costs.of(this.rounds, List.of(plain, ours)));
	}

	private void row(String operation, List<Costs> costs) {
		Costs plain = costs.get(0);
		Costs ours = costs.get(1);
		this.report.row(operation, micros(plain.processorTime()), micros(ours.processorTime()),
				ratio(plain.processorTime(), ours.processorTime()), bytes(plain.allocated()), bytes(ours.allocated()),
				ratio(plain.allocated(), ours.allocated()), ratio(plain.elapsed(), ours.elapsed()));
	}

	private static String micros(double nanos) {
		return String.format(Locale.ROOT, "%,.1f µs", nanos / Duration.ofNanos(1000).toNanos());
	}

	private static String bytes(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

	private static String ratio(double plain, double ours) {
		return String.format(Locale.ROOT, "%.2f", plain / ours);
	}

	/** Stores an event. */
	@FunctionalInterface
	private interface Insert {

		void run(UUID id, long version, String type, byte[] payload) throws SQLException;

	}

	/** The object that a hand-written loop builds from the rows. */
	private static final class LeanDog implements BiConsumer<String, byte[]> {

		private final List<String> tricks = new ArrayList<>();

		private String name = "";

		@Override
		public void accept(String type, byte[] payload) {
			switch (type) {
				case "Registered" -> this.name = REGISTERED.<ExplicitDog.Registered>readValue(payload).name();
				case "TrickAdded" -> this.tricks.add(TRICK_ADDED.<ExplicitDog.TrickAdded>readValue(payload).trick());
				default -> throw new IllegalStateException(this.name + ": " + type);
			}
		}

	}

}
