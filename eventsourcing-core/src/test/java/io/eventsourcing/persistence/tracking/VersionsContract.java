package io.eventsourcing.persistence.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.eventsourcing.persistence.Concurrently;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What every {@link TrackingRecorder} promises about versions and partitions. */
public abstract class VersionsContract {

	private static final ConsumerId FIRST = ConsumerId.ofOwnLog("tricks");

	private static final ConsumerId SECOND = new ConsumerId("tricks", 2, ConsumerId.OWN_LOG, 0);

	private static final UUID FIDO = UUID.randomUUID();

	private TrackingStore store;

	private TrackingRecorder recorder;

	private TrackingRecorder other;

	/** Opens an empty store. */
	protected abstract TrackingStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
		this.recorder = this.store.tracking();
		this.other = this.store.tracking();
		this.recorder.register(FIRST, 0);
		this.recorder.register(ConsumerId.ofOwnLog("cards"), 0);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	private TrackedConsumer find(ConsumerId id) {
		return this.other.find(id).orElseThrow();
	}

	private ConsumerVersions versions() {
		AtomicReference<ConsumerVersions> seen = new AtomicReference<>();
		this.other.change("tricks", (versions) -> {
			seen.set(versions);
			return versions;
		});
		return seen.get();
	}

	@Test
	void theVersionThatIsRegisteredFirstIsActive() {
		this.other.register(SECOND, 3);
		assertThat(find(FIRST).active()).isTrue();
		assertThat(find(SECOND).active()).isFalse();
		assertThat(find(SECOND).position().notificationId()).isEqualTo(3);
		assertThat(find(ConsumerId.ofOwnLog("cards")).active()).isTrue();
		assertThat(versions().active()).isOne();
		assertThat(versions().requested()).isNull();
	}

	@Test
	void aLowerVersionThatIsRegisteredLaterIsRetired() {
		ConsumerId dogs = new ConsumerId("dogs", 2, ConsumerId.OWN_LOG, 0);
		this.recorder.register(dogs, 0);
		this.other.register(ConsumerId.ofOwnLog("dogs"), 0);
		assertThat(find(dogs).state()).isEqualTo(ConsumerState.RUNNING);
		assertThat(find(dogs).active()).isTrue();
		assertThat(find(ConsumerId.ofOwnLog("dogs")).state()).isEqualTo(ConsumerState.RETIRED);
	}

	@Test
	void versionsThatAreRegisteredAtTheSameTimeAreAllStored() throws InterruptedException {
		List<TrackingRecorder> processes = List.of(this.recorder, this.other, this.store.tracking());
		processes.forEach(TrackingRecorder::consumers);
		for (int i = 0; i < 10; i++) {
			String name = "dogs " + i;
			AtomicInteger version = new AtomicInteger();
			Concurrently.call(3, () -> {
				int own = version.incrementAndGet();
				processes.get(own - 1).register(new ConsumerId(name, own, ConsumerId.OWN_LOG, 0), 0);
				return "done";
			});
			List<TrackedConsumer> rows = this.other.consumers()
				.stream()
				.filter((row) -> row.id().consumer().equals(name))
				.toList();
			assertThat(rows).extracting((row) -> row.id().version()).containsExactly(1, 2, 3);
			assertThat(rows).filteredOn(TrackedConsumer::active).hasSize(1);
		}
	}

	@Test
	void partitionsAreRegisteredTogetherByWhoeverComesFirst() throws InterruptedException {
		AtomicInteger count = new AtomicInteger(1);
		Concurrently.call(4, () -> {
			int partitions = count.incrementAndGet();
			this.store.tracking().register(SECOND, partitions, partitions);
			return "done";
		});
		List<TrackedConsumer> rows = versions().of(2, ConsumerId.OWN_LOG);
		int partitions = rows.get(0).partitionCount();
		assertThat(rows).hasSize(partitions)
			.allSatisfy((row) -> assertThat(row.partitionCount()).isEqualTo(partitions))
			.allSatisfy((row) -> assertThat(row.position().notificationId()).isEqualTo(partitions));
		assertThat(rows).extracting((row) -> row.id().partition()).doesNotHaveDuplicates();
	}

	@Test
	void aChangeStoresPositionsAndIncreasesAllEpochs() {
		this.recorder.register(SECOND, 2, 0);
		this.recorder.recordFailure(find(FIRST).position(), 3, "broken");
		this.recorder.change("tricks", (versions) -> versions
			.map((row) -> row.id().equals(FIRST) ? row.at(7, 5) : row.in(ConsumerState.RETIRED)));
		assertThat(find(FIRST)).satisfies((row) -> {
			assertThat(row.position()).isEqualTo(new TrackedPosition(FIRST, 7, 1));
			assertThat(row.replayUntil()).isEqualTo(5);
			assertThat(row.failure()).isNull();
			assertThat(row.state()).isEqualTo(ConsumerState.RUNNING);
		});
		assertThat(versions().of(2, ConsumerId.OWN_LOG)).hasSize(2).allSatisfy((row) -> {
			assertThat(row.state()).isEqualTo(ConsumerState.RETIRED);
			assertThat(row.position().epoch()).isOne();
		});
		assertThat(find(ConsumerId.ofOwnLog("cards")).position().epoch()).isZero();
	}

	@Test
	void aChangeKeepsTheOwnerAndTheFailureOfTheOthers() {
		this.recorder.register(SECOND, 0);
		LeaseRecorder leases = this.store.leases();
		Runner alice = new Runner(UUID.randomUUID(), "alice", "dogs");
		leases.renew(alice, Duration.ofMinutes(5), List.of());
		leases.take(alice, List.of(FIRST, SECOND), 2);
		this.recorder.recordFailure(find(SECOND).position(), 3, "broken");
		ConsumerFailure failure = find(SECOND).failure();
		this.recorder.change("tricks",
				(versions) -> versions.map((row) -> row.id().equals(FIRST) ? row.at(7, 5) : row));
		assertThat(find(FIRST).isOwnedBy(alice.id())).isTrue();
		assertThat(find(SECOND).isOwnedBy(alice.id())).isTrue();
		assertThat(find(SECOND).leased()).isTrue();
		assertThat(find(SECOND).failure()).isEqualTo(failure);
		assertThat(find(SECOND).position().epoch()).isEqualTo(2);
	}

	@Test
	void aChangeThatChangesNothingKeepsTheEpochsButItsWorkIsCommitted() {
		this.recorder.change("tricks", (versions) -> {
			this.store.write("work");
			return versions;
		});
		assertThat(find(FIRST).position().epoch()).isZero();
		assertThat(this.store.written()).containsExactly("work");
	}

	@Test
	void aChangeThatFailsIsRolledBack() {
		this.store.parked().count(FIRST);
		assertThatIllegalStateException().isThrownBy(() -> this.recorder.change("tricks", (versions) -> {
			this.store.write("lost");
			throw new IllegalStateException("broken");
		})).withMessage("broken");
		assertThat(this.store.written()).isEmpty();
		assertThat(find(FIRST).position()).isEqualTo(new TrackedPosition(FIRST, 0, 0));
	}

	@Test
	void versionsAreActivatedRequestedAndForgotten() {
		this.recorder.register(SECOND, 0);
		this.recorder.change("tricks", (versions) -> versions.activate(2));
		assertThat(find(FIRST).active()).isFalse();
		assertThat(find(SECOND).active()).isTrue();
		assertThat(find(SECOND).position().epoch()).isOne();
		this.recorder.change("tricks", (versions) -> versions.request(1));
		assertThat(versions().active()).isEqualTo(2);
		assertThat(versions().requested()).isOne();
		this.recorder.change("tricks", (versions) -> versions.activate(1));
		assertThat(versions().requested()).isNull();
		this.recorder.change("tricks", (versions) -> versions.with(versions.of(1, ConsumerId.OWN_LOG)));
		assertThat(this.other.find(SECOND)).isEmpty();
		this.recorder.change("tricks", (versions) -> versions.with(List.of()));
		assertThat(this.other.find(FIRST)).isEmpty();
		assertThat(versions().active()).isZero();
		this.recorder.register(SECOND, 0);
		assertThat(find(SECOND).active()).isTrue();
	}

	@Test
	void rowsThatAreInsertedHaveAHigherEpochThanThoseTheyReplace() {
		this.recorder.change("tricks", (versions) -> versions.map((row) -> row.at(5, 0)));
		TrackedPosition old = find(FIRST).position();
		this.recorder.change("tricks", (versions) -> {
			List<TrackedConsumer> rows = new ArrayList<>();
			rows.add(TrackedConsumer.unowned(FIRST, 2, 5, 0, ConsumerState.PAUSED));
			rows.add(TrackedConsumer.unowned(FIRST.partition(1), 2, 5, 0, ConsumerState.PAUSED));
			return versions.with(rows);
		});
		assertThat(find(FIRST).partitionCount()).isEqualTo(2);
		assertThat(find(FIRST.partition(1))).satisfies((row) -> {
			assertThat(row.position().epoch()).isGreaterThan(old.epoch());
			assertThat(row.partitionCount()).isEqualTo(2);
			assertThat(row.state()).isEqualTo(ConsumerState.PAUSED);
			assertThat(row.owner()).isNull();
			assertThat(row.active()).isTrue();
		});
		assertThat(this.recorder.advance(old, 6, () -> this.store.write("late"))).isFalse();
		assertThat(this.store.written()).isEmpty();
	}

	@Test
	void aBatchThatWaitsForAChangeIsRejected() {
		TrackedPosition position = find(FIRST).position();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> batch = CompletableFuture.supplyAsync(() -> {
			awaitLatch(begun);
			return this.other.advance(position, 5, () -> this.store.write("late"));
		});
		this.recorder.change("tricks", (versions) -> {
			begun.countDown();
			this.store.write("reset");
			return versions.map((row) -> row.at(0, 9));
		});
		assertThat(batch.join()).isFalse();
		assertThat(this.store.written()).containsExactly("reset");
	}

	@Test
	void aChangeWaitsForABatch() {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicReference<ConsumerVersions> seen = new AtomicReference<>();
		CompletableFuture<Void> change = CompletableFuture.runAsync(() -> {
			awaitLatch(begun);
			this.other.change("tricks", (versions) -> {
				seen.set(versions);
				return versions;
			});
		});
		this.recorder.advance(find(FIRST).position(), 5, () -> {
			begun.countDown();
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> change.get(200, TimeUnit.MILLISECONDS));
		});
		change.join();
		assertThat(seen.get().rows()).first()
			.satisfies((row) -> assertThat(row.position().notificationId()).isEqualTo(5));
	}

	@Test
	void aBatchOfARowThatWasDeletedIsRejected() {
		TrackedPosition position = find(FIRST).position();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> batch = CompletableFuture.supplyAsync(() -> {
			awaitLatch(begun);
			return this.other.advance(position, 5, () -> this.store.write("late"));
		});
		this.recorder.change("tricks", (versions) -> {
			begun.countDown();
			return versions.with(List.of());
		});
		assertThat(batch.join()).isFalse();
		assertThat(this.store.written()).isEmpty();
	}

	@Test
	void parkedEventsAreRemovedAndReassignedInTheSameTransaction() {
		ParkedEventRecorder parked = this.store.parked();
		this.recorder.advance(find(FIRST).position(), 5,
				() -> parked.park(FIRST, List.of(new NewParkedEvent(3, "Dog.TrickAdded", FIDO, 1, "broken"),
						new NewParkedEvent(5, "Dog.TrickAdded", FIDO, 0, null))));
		assertThatIllegalStateException().isThrownBy(() -> this.recorder.change("tricks", (versions) -> {
			parked.removeAll(FIRST);
			throw new IllegalStateException();
		}));
		assertThat(parked.count(FIRST)).isEqualTo(2);
		this.recorder.change("tricks", (versions) -> {
			parked.reassign(FIRST, 3, FIRST.partition(1));
			return versions;
		});
		assertThat(parked.find(FIRST)).extracting(ParkedEvent::notificationId).containsExactly(5L);
		assertThat(parked.find(FIRST.partition(1))).extracting(ParkedEvent::cause).containsExactly("broken");
		this.recorder.change("tricks", (versions) -> {
			parked.removeAll(FIRST);
			return versions;
		});
		assertThat(parked.count(FIRST)).isZero();
		assertThat(parked.count(FIRST.partition(1))).isOne();
	}

	@Test
	void changesAtTheSameTimeTakeTurns() throws InterruptedException {
		this.recorder.register(SECOND, 3, 0);
		List<Object> outcomes = Concurrently.call(4, () -> {
			for (int i = 0; i < 10; i++) {
				this.store.tracking()
					.change("tricks", (versions) -> versions
						.map((row) -> row.at(row.position().notificationId() + 1, row.replayUntil())));
			}
			return "done";
		});
		assertThat(outcomes).containsOnly("done");
		assertThat(versions().rows()).hasSize(4).allSatisfy((row) -> {
			assertThat(row.position().notificationId()).isEqualTo(40);
			assertThat(row.position().epoch()).isEqualTo(40);
		});
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
