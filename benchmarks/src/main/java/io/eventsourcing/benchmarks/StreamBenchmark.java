package io.eventsourcing.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures loading an aggregate, and loading it to append one event. The hand-written
 * code decodes the same JSON with Jackson, into one record per row.
 */
final class StreamBenchmark {

	private static final int[] LENGTHS = { 2, 10, 100, 1000 };

	private static final int MAX_COMMANDS_PER_MILLISECOND = 4;

	private static final int MAX_LOADED_EVENTS_PER_MILLISECOND = 200;

	private static final int MAX_STORED_EVENTS = 60_000;

	private static final ObjectReader REGISTERED = JsonMapper.shared().readerFor(ExplicitDog.Registered.class);

	private static final ObjectReader TRICK_ADDED = JsonMapper.shared().readerFor(ExplicitDog.TrickAdded.class);

	private StreamBenchmark() {
	}

	static void run(Database database, Rounds rounds, Report report) throws Exception {
		Repository repository = Infrastructure.of(database.recorder()).repository();
		report.title("Load, " + database.name());
		report.comparison("loads of a stream of");
		for (int length : LENGTHS) {
			UUID id = Ids.create();
			store(database, Samples.events(id, 1, length));
			report.row(length + " events", rounds.compare(1, (thread) -> () -> load(database, id, length),
					(thread) -> () -> require(repository.get(Dog.class, id).version(), length)));
		}
		report.title("Command: load, append one event, " + database.name());
		report.comparison("commands on a stream of");
		for (int length : LENGTHS) {
			report.row(length + " events", rounds.compare(1, (thread) -> command(database, length, rounds),
					(thread) -> command(database, repository, length, rounds)));
		}
	}

	private static Rounds.Operation command(Database database, int length, Rounds rounds) {
		UUID[] dogs = dogs(database, length, rounds);
		long[] version = { length };
		int[] next = { 0 };
		return () -> {
			UUID id = dogs[next[0]];
			load(database, id, (int) version[0]);
			database.plain().insert(Samples.events(id, version[0] + 1, 1));
			next[0] = (next[0] + 1) % dogs.length;
			version[0] += (next[0] == 0) ? 1 : 0;
		};
	}

	private static Rounds.Operation command(Database database, Repository repository, int length, Rounds rounds) {
		UUID[] dogs = dogs(database, length, rounds);
		int[] next = { 0 };
		return () -> {
			Dog dog = repository.get(Dog.class, dogs[next[0]]);
			dog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
			repository.save(dog);
			next[0] = (next[0] + 1) % dogs.length;
		};
	}

	/** Creates so many dogs that none of them grows much during the measurement. */
	private static UUID[] dogs(Database database, int length, Rounds rounds) {
		long millis = rounds.length().toMillis();
		long commands = Math.min(millis * MAX_COMMANDS_PER_MILLISECOND,
				millis * MAX_LOADED_EVENTS_PER_MILLISECOND / length);
		UUID[] dogs = new UUID[(int) Math.min(commands, MAX_STORED_EVENTS / length)];
		List<StoredEvent> events = new ArrayList<>(dogs.length * length);
		for (int i = 0; i < dogs.length; i++) {
			dogs[i] = Ids.create();
			events.addAll(Samples.events(dogs[i], 1, length));
		}
		store(database, events);
		return dogs;
	}

	private static void store(Database database, List<StoredEvent> events) {
		try {
			database.plain().insert(events);
			database.recorder().insertEvents(Append.of(events));
			database.analyze();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void load(Database database, UUID id, int length) throws Exception {
		HandWrittenDog dog = new HandWrittenDog();
		database.plain().stream(id, dog);
		require(dog.version, length);
	}

	private static void require(long version, int length) {
		if (version < length) {
			throw new IllegalStateException("Loaded version " + version + " of " + length);
		}
	}

	/** The object that a hand-written loop builds from the rows. */
	private static final class HandWrittenDog implements Consumer<PlainJdbc.Row> {

		private final List<String> tricks = new ArrayList<>();

		private String name = "";

		private long version;

		@Override
		public void accept(PlainJdbc.Row row) {
			switch (row.eventType()) {
				case "Registered" -> this.name = REGISTERED.<ExplicitDog.Registered>readValue(row.payload()).name();
				case "TrickAdded" ->
					this.tricks.add(TRICK_ADDED.<ExplicitDog.TrickAdded>readValue(row.payload()).trick());
				default -> throw new IllegalStateException(this.name + ": " + row.eventType());
			}
			this.version = row.originatorVersion();
		}

	}

}
