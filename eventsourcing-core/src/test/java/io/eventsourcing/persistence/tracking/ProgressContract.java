package io.eventsourcing.persistence.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.exception.AggregateExistsException;
import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.exception.PositionLockedException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.event;
import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What every store promises about events that are stored together with a position. */
public abstract class ProgressContract {

	private static final ConsumerId COUNTERS = ConsumerId.ofOwnLog("counters");

	private static final TrackedPosition START = new TrackedPosition(COUNTERS, 0, 0);

	private final UUID fido = UUID.randomUUID();

	private TrackingStore store;

	private TrackingRecorder tracking;

	private ApplicationRecorder recorder;

	/** Opens an empty store. */
	protected abstract TrackingStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
		this.tracking = this.store.tracking();
		this.recorder = this.store.events();
		this.tracking.register(COUNTERS, 0);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	protected final TrackingStore store() {
		return this.store;
	}

	private TrackedConsumer counters() {
		return this.tracking.find(COUNTERS).orElseThrow();
	}

	private long position() {
		return counters().position().notificationId();
	}

	private static Append append(List<StoredEvent> events, TrackedPosition expected, long to) {
		return Append.of(events).progress(ConsumerProgress.to(expected, to));
	}

	private long save(List<StoredEvent> events, TrackedPosition expected, long to) {
		return this.recorder.insertEvents(append(events, expected, to));
	}

	private void refused(Append append) {
		int before = log(this.recorder).size();
		long position = position();
		assertThatExceptionOfType(PositionConflictException.class).isThrownBy(() -> this.recorder.insertEvents(append))
			.withMessageStartingWith("The consumer '%s' is not running at notification %d with epoch %d".formatted(
					append.progress().consumer().consumer(), append.progress().expected().notificationId(),
					append.progress().expected().epoch()));
		assertThat(log(this.recorder)).hasSize(before);
		assertThat(position()).isEqualTo(position);
	}

	@Test
	void eventsAndPositionAreStoredTogether() {
		long first = save(events(this.fido, 1, 3), START, 7);
		long next = save(List.of(event(this.fido, 4)), START.movedTo(7), 9);
		assertThat(log(this.recorder)).extracting(Notification::id).containsExactly(first, first + 1, first + 2, next);
		assertThat(stream(this.recorder, this.fido)).isEqualTo(events(this.fido, 1, 4));
		assertThat(position()).isEqualTo(9);
	}

	@Test
	void nothingIsStoredIfThePositionIsNotTheExpectedOne() {
		save(events(this.fido, 1, 1), START, 5);
		refused(append(events(this.fido, 2, 2), START, 7));
		refused(append(events(this.fido, 2, 2), START.movedTo(4), 7));
		refused(append(events(this.fido, 2, 2), START.movedTo(6), 7));
		refused(append(events(this.fido, 2, 2), new TrackedPosition(COUNTERS, 5, 1), 7));
		for (ConsumerId other : List.of(ConsumerId.ofOwnLog("unknown"), COUNTERS.partition(1),
				new ConsumerId("counters", 2, ConsumerId.OWN_LOG, 0), new ConsumerId("counters", 1, "kennel", 0))) {
			refused(append(events(this.fido, 2, 2), new TrackedPosition(other, 5, 0), 7));
		}
		save(events(this.fido, 2, 2), START.movedTo(5), 7);
	}

	@Test
	void aConsumerThatIsPausedStoresNothing() {
		this.store.pause(COUNTERS);
		refused(append(events(this.fido, 1, 1), counters().position(), 5));
		this.store.resume(COUNTERS);
		save(events(this.fido, 1, 1), counters().position(), 5);
	}

	@Test
	void theFormerOwnerStoresNothing() {
		Runner successor = new Runner(UUID.randomUUID(), "successor", "group");
		this.store.leases().renew(successor, Duration.ofMinutes(1), List.of());
		TrackedPosition taken = this.store.leases().take(successor, List.of(COUNTERS), 1).get(0).position();
		refused(append(events(this.fido, 1, 1), START, 5));
		save(events(this.fido, 1, 1), taken, 5);
		assertThat(counters().position()).isEqualTo(taken.movedTo(5));
	}

	@Test
	void aVersionConflictLeavesThePosition() {
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> save(events(this.fido, 2, 3), START, 5));
		assertThatExceptionOfType(AggregateExistsException.class)
			.isThrownBy(() -> save(List.of(event(UUID.randomUUID(), 1), event(this.fido, 1)), START, 5));
		assertThat(position()).isZero();
		assertThat(log(this.recorder)).hasSize(2);
		save(events(this.fido, 3, 3), START, 5);
		assertThat(position()).isEqualTo(5);
	}

	/** The successor has saved the same events, so that the versions conflict as well. */
	@Test
	void thePositionIsTheReasonIfTheVersionsConflictAsWell() {
		save(events(this.fido, 1, 1), START, 5);
		refused(append(events(this.fido, 1, 1), START, 5));
	}

	@Test
	void aSuccessClearsTheFailure() {
		this.tracking.recordFailure(START, 5, "broken");
		save(events(this.fido, 1, 1), START, 5);
		assertThat(counters().failure()).isNull();
		this.tracking.recordFailure(START.movedTo(5), 6, "broken");
		assertThat(counters().failure()).isNotNull().extracting(ConsumerFailure::attempts).isEqualTo(1);
	}

	@Test
	void aRetriedEventIsRemovedWithTheCommit() {
		UUID rex = UUID.randomUUID();
		ParkedEventRecorder parked = this.store.parked();
		this.tracking.advance(START, 5,
				() -> parked.park(COUNTERS, List.of(new NewParkedEvent(4, "Dog.TrickAdded", rex, 3, "broken"),
						new NewParkedEvent(5, "Dog.TrickAdded", rex, 0, null))));
		TrackedPosition position = START.movedTo(5);
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)));
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> this.recorder
			.insertEvents(Append.of(events(this.fido, 1, 2)).progress(ConsumerProgress.retried(position, 4))));
		refused(Append.of(events(this.fido, 2, 2)).progress(ConsumerProgress.retried(START, 4)));
		assertThat(parked.count(COUNTERS)).isEqualTo(2);
		this.recorder.insertEvents(Append.of(events(this.fido, 2, 2)).progress(ConsumerProgress.retried(position, 4)));
		assertThat(parked.find(COUNTERS)).extracting(ParkedEvent::notificationId).containsExactly(5L);
		assertThat(position()).isEqualTo(5);
		assertThat(stream(this.recorder, this.fido)).isEqualTo(events(this.fido, 1, 2));
	}

	/** The failure is that of the next event, which is still not handled. */
	@Test
	void aRetriedEventKeepsTheFailure() {
		this.tracking.advance(START, 5, () -> this.store.parked()
			.park(COUNTERS, List.of(new NewParkedEvent(4, "Dog.TrickAdded", UUID.randomUUID(), 3, "broken"))));
		TrackedPosition position = START.movedTo(5);
		this.tracking.recordFailure(position, 6, "first");
		this.tracking.recordFailure(position, 6, "second");
		ConsumerFailure failure = counters().failure();
		this.recorder.insertEvents(Append.of(events(this.fido, 1, 1)).progress(ConsumerProgress.retried(position, 4)));
		assertThat(this.store.parked().count(COUNTERS)).isZero();
		assertThat(counters().failure()).isNotNull().isEqualTo(failure);
		assertThat(this.tracking.recordFailure(position, 6, "third")).isEqualTo(3);
	}

	@Test
	void aSaveDoesNotWaitForATransactionThatChangesTheConsumer() {
		this.tracking.advance(START, 5, () -> {
			assertThatExceptionOfType(PositionLockedException.class)
				.isThrownBy(() -> Concurrently.elsewhere(() -> save(events(this.fido, 1, 1), START, 5)));
			Concurrently.elsewhere(() -> this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))));
		});
		assertThat(log(this.recorder)).hasSize(1);
	}

	@Test
	void oneOfSeveralThreadsMovesThePosition() throws InterruptedException {
		for (long round = 0; round < 20; round++) {
			TrackedPosition expected = START.movedTo(round);
			long next = round + 1;
			List<Object> outcomes = Concurrently.call(4, () -> save(events(UUID.randomUUID(), 1, 1), expected, next));
			assertThat(outcomes).filteredOn(Long.class::isInstance).hasSize(1);
			assertThat(outcomes).filteredOn((each) -> !(each instanceof Long))
				.hasOnlyElementsOfTypes(PositionConflictException.class, PositionLockedException.class);
			assertThat(log(this.recorder)).hasSize((int) next);
			assertThat(position()).isEqualTo(next);
		}
	}

	/**
	 * Saves of several consumers, others with an old position or an old version, and
	 * plain saves are written together, and spoil nothing for each other.
	 */
	@Test
	void savesThatAreRefusedDoNotSpoilTheOthers() throws InterruptedException {
		AtomicInteger threads = new AtomicInteger();
		Map<Object, AtomicLong> outcomes = new ConcurrentHashMap<>();
		UUID taken = UUID.randomUUID();
		this.recorder.insertEvents(Append.of(events(taken, 1, 1)));
		for (int i = 0; i < 9; i++) {
			this.tracking.register(ConsumerId.ofOwnLog("consumer " + i), 0);
		}
		List<Object> failures = Concurrently.call(9, () -> {
			int number = threads.getAndIncrement();
			TrackedPosition start = new TrackedPosition(ConsumerId.ofOwnLog("consumer " + number), 0, 0);
			for (int round = 0; round < 20; round++) {
				Append append = Append.of(events(UUID.randomUUID(), 1, 2));
				TrackedPosition now = start.movedTo((number % 3 == 0) ? round : 0);
				Append tracked = switch (number % 3) {
					case 0 -> append.progress(ConsumerProgress.to(now, round + 1L));
					case 1 -> (round % 2 == 0) ? append
							: append.progress(ConsumerProgress.to(new TrackedPosition(now.consumer(), 0, 99), 1));
					default -> Append.of(events(taken, 1, 2)).progress(ConsumerProgress.to(now, 1));
				};
				String outcome = number % 3 + " " + outcome(tracked);
				outcomes.computeIfAbsent(outcome, (key) -> new AtomicLong()).incrementAndGet();
			}
			return "done";
		});
		assertThat(failures).containsOnly("done");
		assertThat(outcomes).hasEntrySatisfying("0 stored", (count) -> assertThat(count).hasValue(60))
			.hasEntrySatisfying("1 stored", (count) -> assertThat(count).hasValue(30))
			.hasEntrySatisfying("1 PositionConflictException", (count) -> assertThat(count).hasValue(30))
			.hasEntrySatisfying("2 AggregateExistsException", (count) -> assertThat(count).hasValue(60))
			.hasSize(4);
		assertThat(log(this.recorder)).hasSize(1 + 2 * 90);
		assertThat(this.tracking.consumers()).filteredOn((each) -> each.position().notificationId() == 20).hasSize(3);
		assertThat(this.tracking.consumers()).filteredOn((each) -> each.position().notificationId() == 0).hasSize(7);
	}

	private String outcome(Append append) {
		try {
			this.recorder.insertEvents(append);
			return "stored";
		}
		catch (RuntimeException ex) {
			return ex.getClass().getSimpleName();
		}
	}

	@Test
	void whoeverSeesThePositionSeesTheEvents() {
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			for (long round = 0; round < 100; round++) {
				save(events(UUID.randomUUID(), 1, 1), START.movedTo(round), round + 1);
			}
		});
		List<Long> seen = new ArrayList<>();
		while (!writer.isDone()) {
			long position = position();
			assertThat((long) log(this.recorder).size()).isGreaterThanOrEqualTo(position);
			seen.add(position);
		}
		writer.join();
		assertThat(seen).isSorted();
		assertThat(position()).isEqualTo(100);
	}

}
