package io.eventsourcing.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** Creates sample events, each of about 180 bytes of JSON. */
final class Samples {

	static final String TRICK = "roll over, then wait until the whistle is blown three times";

	static final String TEACHER = "a patient teacher with a whistle and a bag of treats, on a Monday";

	private static final byte[] REGISTERED = "{\"name\":\"Fido\"}".getBytes(StandardCharsets.UTF_8);

	private static final byte[] TRICK_ADDED = trick("trick", "difficulty", "teacher");

	private Samples() {
	}

	/** Returns the JSON of an event with the given names of its attributes. */
	static byte[] trick(String trick, String difficulty, String teacher) {
		return "{\"%s\":\"%s\",\"%s\":3,\"%s\":\"%s\"}".formatted(trick, TRICK, difficulty, teacher, TEACHER)
			.getBytes(StandardCharsets.UTF_8);
	}

	/** Returns consecutive events of one dog. */
	static List<StoredEvent> events(UUID id, long firstVersion, int count) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		List<StoredEvent> events = new ArrayList<>(count);
		for (long version = firstVersion; version < firstVersion + count; version++) {
			boolean first = version == 1;
			events.add(StoredEvent.builder(id, version)
				.type("Dog", first ? "Registered" : "TrickAdded")
				.timestamp(now)
				.payload(first ? REGISTERED : TRICK_ADDED)
				.build());
		}
		return events;
	}

	/** Creates the events for one save after another, by one writer, dog by dog. */
	static final class Writer {

		private static final int EVENTS_PER_DOG = 100;

		private final int eventsPerSave;

		private UUID id = Ids.create();

		private long version;

		Writer(int eventsPerSave) {
			this.eventsPerSave = eventsPerSave;
		}

		List<StoredEvent> next() {
			if (this.version + this.eventsPerSave > EVENTS_PER_DOG) {
				this.id = Ids.create();
				this.version = 0;
			}
			List<StoredEvent> events = events(this.id, this.version + 1, this.eventsPerSave);
			this.version += this.eventsPerSave;
			return events;
		}

	}

}
