package io.eventsourcing.persistence.catalog;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.eventsourcing.persistence.Concurrently;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** How the types of stored events are learned, on every store. */
public abstract class StoredEventTypesContract {

	private EventTypesStore store;

	/** Opens an empty store. */
	protected abstract EventTypesStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	protected final EventTypesStore store() {
		return this.store;
	}

	private StoredEventTypes process(int chunk) {
		return process(this.store.types(), chunk);
	}

	private StoredEventTypes process(EventTypeRecorder recorder, int chunk) {
		return new StoredEventTypes(this.store.events(), recorder, this.store.tracking(), chunk);
	}

	/**
	 * Returns a process that does something whenever it has recorded a part of the log,
	 * before the end of the transaction.
	 */
	protected final StoredEventTypes process(int chunk, Runnable afterPart) {
		EventTypeRecorder recorder = this.store.types();
		return process(new Watched(recorder, (after, upTo) -> {
			recorder.record(after, upTo);
			afterPart.run();
		}), chunk);
	}

	private List<RecordedEventType> catchUp(int chunk) {
		StoredEventTypes types = process(chunk);
		assertThat(types.catchUp(() -> false)).isTrue();
		return types.known();
	}

	private long position() {
		return this.store.tracking().find(StoredEventTypes.ID).orElseThrow().position().notificationId();
	}

	@Test
	void anEmptyStoreHasNoTypes() {
		assertThat(catchUp(10)).isEmpty();
		assertThat(this.store.tracking().find(StoredEventTypes.ID)).isEmpty();
	}

	@Test
	void eachTypeAndVersionIsKnownWithItsFirstPosition() {
		this.store.save("Dog", "Registered", 1);
		this.store.save("Dog", "TrickAdded", 1);
		this.store.save("Dog", "TrickAdded", 2);
		this.store.save("Dog", "TrickAdded", 1);
		this.store.save("Cat", "Registered", 1);
		assertThat(catchUp(2)).containsExactly(new RecordedEventType("Cat", "Registered", 1, 5),
				new RecordedEventType("Dog", "Registered", 1, 1), new RecordedEventType("Dog", "TrickAdded", 1, 2),
				new RecordedEventType("Dog", "TrickAdded", 2, 3));
	}

	@Test
	void laterEventsAreFoundByTheNextProcess() {
		this.store.save("Dog", "Registered", 1);
		catchUp(10);
		this.store.save("Dog", "Registered", 1);
		this.store.save("Dog", "Renamed", 3);
		assertThat(catchUp(10)).containsExactly(new RecordedEventType("Dog", "Registered", 1, 1),
				new RecordedEventType("Dog", "Renamed", 3, 3));
		assertThat(position()).isEqualTo(3);
		assertThat(this.store.tracking().consumers()).as("consumers of users").isEmpty();
	}

	@Test
	void importedEventsAreFound() {
		this.store.save("Dog", "Registered", 1);
		catchUp(10);
		this.store.importEvent("Wolf", "Howled", 7);
		assertThat(catchUp(10)).contains(new RecordedEventType("Wolf", "Howled", 7, 2));
	}

	@Test
	void severalProcessesLearnEachPartOnce() throws InterruptedException {
		for (int i = 1; i <= 60; i++) {
			this.store.save("Dog", "Event" + i % 7, 1 + i % 3);
		}
		AtomicLong handled = new AtomicLong();
		List<Object> outcomes = Concurrently.call(6, () -> {
			EventTypeRecorder recorder = this.store.types();
			return process(new Watched(recorder, (after, upTo) -> {
				recorder.record(after, upTo);
				handled.addAndGet(upTo - after);
			}), 2).catchUp(() -> false);
		});
		assertThat(outcomes).containsOnly(true);
		assertThat(handled).hasValue(60);
		assertThat(position()).isEqualTo(60);
		assertThat(process(2).known()).hasSize(21)
			.allSatisfy((type) -> assertThat(type.firstNotificationId()).isLessThanOrEqualTo(21))
			.contains(new RecordedEventType("Dog", "Event1", 2, 1), new RecordedEventType("Dog", "Event0", 1, 21));
	}

	@Test
	void aProcessThatDiesInTheMiddleLosesNothing() {
		for (int i = 1; i <= 9; i++) {
			this.store.save("Dog", "Event" + i, 1);
		}
		AtomicInteger calls = new AtomicInteger();
		StoredEventTypes failing = process(3, () -> {
			if (calls.incrementAndGet() == 2) {
				throw new IllegalStateException("died");
			}
		});
		assertThatIllegalStateException().isThrownBy(() -> failing.catchUp(() -> false)).withMessage("died");
		assertThat(position()).isEqualTo(3);
		assertThat(catchUp(3)).hasSize(9);
		assertThat(position()).isEqualTo(9);
	}

	@Test
	void itStopsBetweenTwoPartsAndGoesOnFromThere() {
		for (int i = 1; i <= 9; i++) {
			this.store.save("Dog", "Event" + i, 1);
		}
		AtomicInteger asked = new AtomicInteger();
		assertThat(process(4).catchUp(() -> asked.incrementAndGet() > 1)).isFalse();
		assertThat(process(4).known()).hasSize(4);
		assertThat(catchUp(4)).hasSize(9);
	}

	/** Does something else when a part of the log is recorded. */
	private record Watched(EventTypeRecorder target, Part part) implements EventTypeRecorder {

		@Override
		public List<RecordedEventType> select() {
			return this.target.select();
		}

		@Override
		public void record(long after, long upTo) {
			this.part.record(after, upTo);
		}

	}

	private interface Part {

		void record(long after, long upTo);

	}

}
