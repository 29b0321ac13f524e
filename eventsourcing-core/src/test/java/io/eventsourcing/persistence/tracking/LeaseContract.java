package io.eventsourcing.persistence.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.eventsourcing.persistence.Concurrently;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every {@link LeaseRecorder} promises. */
public abstract class LeaseContract {

	private static final Duration LONG = Duration.ofMinutes(5);

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final ConsumerId CARDS = ConsumerId.ofOwnLog("cards");

	private static final ConsumerId TRICKS = ConsumerId.ofOwnLog("tricks");

	private static final Set<ConsumerId> BOTH = Set.of(CARDS, TRICKS);

	private final Runner alice = new Runner(UUID.randomUUID(), "alice", "group");

	private final Runner bob = new Runner(UUID.randomUUID(), "bob", "group");

	private TrackingStore store;

	private TrackingRecorder tracking;

	private LeaseRecorder leases;

	private LeaseRecorder other;

	/** Opens an empty store. */
	protected abstract TrackingStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
		this.tracking = this.store.tracking();
		this.leases = this.store.leases();
		this.other = this.store.leases();
		this.tracking.register(CARDS, 0);
		this.tracking.register(TRICKS, 0);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	protected final TrackingStore store() {
		return this.store;
	}

	private TrackedConsumer find(ConsumerId id) {
		return this.tracking.consumers().stream().filter((each) -> each.id().equals(id)).findFirst().orElseThrow();
	}

	private void renewBoth() {
		this.leases.renew(this.alice, LONG, List.of());
		this.other.renew(this.bob, LONG, List.of());
	}

	@Test
	void processesWithALeaseAreCounted() {
		assertThat(this.leases.renew(this.alice, LONG, List.of())).isOne();
		assertThat(this.other.renew(this.bob, LONG, List.of())).isEqualTo(2);
		assertThat(this.leases.renew(this.alice, LONG, List.of())).isEqualTo(2);
		this.leases.leave(this.alice.id());
		assertThat(this.other.renew(this.bob, LONG, List.of())).isOne();
		Runner stranger = new Runner(UUID.randomUUID(), "stranger", "other group");
		assertThat(this.leases.renew(stranger, LONG, List.of())).isOne();
		assertThat(this.other.renew(this.bob, LONG, List.of())).isOne();
		this.leases.renew(this.alice, SHORT, List.of());
		Awaitility.await().until(() -> this.other.renew(this.bob, LONG, List.of()) == 1);
	}

	@Test
	void freeConsumersAreTaken() {
		renewBoth();
		List<TrackedConsumer> taken = this.leases.take(this.alice, Set.of(TRICKS), 5);
		assertThat(taken).containsExactly(find(TRICKS));
		assertThat(taken.get(0).isOwnedBy(this.alice.id())).isTrue();
		assertThat(taken.get(0).owner()).isEqualTo(this.alice);
		assertThat(taken.get(0).position()).isEqualTo(new TrackedPosition(TRICKS, 0, 1));
		assertThat(find(CARDS).owner()).isNull();
		assertThat(this.leases.take(this.alice, Set.of(), 5)).isEmpty();
		assertThat(this.leases.take(this.alice, Set.of(ConsumerId.ofOwnLog("unknown")), 5)).isEmpty();
	}

	@Test
	void notMoreConsumersAreTakenThanTheLimit() {
		renewBoth();
		assertThat(this.leases.take(this.alice, BOTH, 0)).isEmpty();
		assertThat(this.leases.take(this.alice, BOTH, 1)).hasSize(1);
		assertThat(this.other.take(this.bob, BOTH, 5)).hasSize(1);
		assertThat(this.leases.take(this.alice, BOTH, 5)).isEmpty();
	}

	@Test
	void takingChangesTheOwnerOnly() {
		renewBoth();
		this.tracking.recordFailure(new TrackedPosition(TRICKS, 0, 0), 1, "broken");
		this.store.pause(TRICKS);
		TrackedConsumer before = find(TRICKS);
		TrackedConsumer taken = this.leases.take(this.alice, Set.of(TRICKS), 1).get(0);
		assertThat(taken).isEqualTo(find(TRICKS));
		assertThat(taken.state()).isEqualTo(ConsumerState.PAUSED);
		assertThat(taken.failure()).isEqualTo(before.failure());
		assertThat(taken.changedAt()).isAfterOrEqualTo(before.changedAt());
	}

	@Test
	void whatIsOwnedIsNotTakenAsLongAsTheLeaseIsRenewed() {
		renewBoth();
		List<TrackedConsumer> taken = this.leases.take(this.alice, BOTH, 5);
		assertThat(taken).hasSize(2);
		assertThat(this.other.take(this.bob, BOTH, 5)).isEmpty();
		assertThat(this.leases.take(this.alice, BOTH, 5)).isEmpty();
		assertThat(this.tracking.consumers()).containsExactlyInAnyOrderElementsOf(taken);
	}

	@Test
	void whatAProcessWithoutALeaseOwnsIsTakenAndItChangesNothingAnyMore() {
		this.leases.renew(this.alice, SHORT, List.of());
		TrackedPosition old = this.leases.take(this.alice, Set.of(TRICKS), 1).get(0).position();
		this.other.renew(this.bob, LONG, List.of());
		List<TrackedConsumer> taken = new ArrayList<>();
		Awaitility.await().until(() -> taken.addAll(this.other.take(this.bob, Set.of(TRICKS), 1)));
		assertThat(taken.get(0).position().epoch()).isEqualTo(2);
		AtomicInteger calls = new AtomicInteger();
		this.leases.renew(this.alice, LONG, List.of(new PositionMove(old, 9)));
		assertThat(this.tracking.advance(old, 9, calls::incrementAndGet)).isFalse();
		assertThat(this.tracking.recordFailure(old, 9, "late")).isZero();
		this.leases.release(this.alice.id(), BOTH);
		assertThat(calls).hasValue(0);
		assertThat(this.tracking.consumers()).contains(taken.get(0));
	}

	@Test
	void whatIsGivenBackIsTakenAtOnce() {
		renewBoth();
		this.leases.take(this.alice, BOTH, 5);
		this.other.release(this.bob.id(), BOTH);
		this.leases.release(this.alice.id(), Set.of());
		assertThat(this.other.take(this.bob, BOTH, 5)).isEmpty();
		this.leases.release(this.alice.id(), Set.of(TRICKS));
		assertThat(find(TRICKS).owner()).isNull();
		assertThat(find(TRICKS).position().epoch()).isOne();
		assertThat(this.other.take(this.bob, BOTH, 5)).extracting(TrackedConsumer::id).containsExactly(TRICKS);
		assertThat(find(TRICKS).position().epoch()).isEqualTo(2);
	}

	@Test
	void aProcessThatLeavesGivesEverythingBack() {
		renewBoth();
		this.leases.take(this.alice, BOTH, 5);
		this.leases.leave(this.alice.id());
		assertThat(this.tracking.consumers()).extracting(TrackedConsumer::owner).containsOnlyNulls();
		assertThat(this.other.take(this.bob, BOTH, 5)).hasSize(2);
	}

	@Test
	void positionsMoveWithTheRenewal() {
		this.tracking.recordFailure(new TrackedPosition(CARDS, 0, 0), 20, "broken");
		PositionMove cards = new PositionMove(new TrackedPosition(CARDS, 0, 0), 8);
		PositionMove tricks = new PositionMove(new TrackedPosition(TRICKS, 0, 0), 9);
		this.leases.renew(this.alice, LONG, List.of(cards, tricks));
		assertThat(this.tracking.consumers()).extracting(TrackedConsumer::position)
			.containsExactly(new TrackedPosition(CARDS, 8, 0), new TrackedPosition(TRICKS, 9, 0));
		assertThat(find(CARDS).failure()).isNotNull();
		assertThat(find(CARDS).failure().attempts()).isOne();
	}

	@Test
	void theFailureOfAnEventThatIsPassedIsRemoved() {
		this.tracking.recordFailure(new TrackedPosition(CARDS, 0, 0), 20, "broken");
		this.leases.renew(this.alice, LONG, List.of(new PositionMove(new TrackedPosition(CARDS, 0, 0), 20)));
		assertThat(find(CARDS).position().notificationId()).isEqualTo(20);
		assertThat(find(CARDS).failure()).isNull();
	}

	@Test
	void positionsDoNotMoveIfTheStateIsNotTheExpectedOne() {
		this.store.pause(CARDS);
		this.leases.renew(this.alice, LONG,
				List.of(new PositionMove(find(CARDS).position(), 8),
						new PositionMove(new TrackedPosition(TRICKS, 0, 1), 9),
						new PositionMove(new TrackedPosition(TRICKS, 1, 0), 9),
						new PositionMove(new TrackedPosition(ConsumerId.ofOwnLog("unknown"), 0, 0), 9)));
		assertThat(this.tracking.consumers()).extracting((each) -> each.position().notificationId())
			.containsExactly(0L, 0L);
		assertThatIllegalArgumentException().isThrownBy(() -> new PositionMove(new TrackedPosition(TRICKS, 5, 0), 4));
	}

	@Test
	void nothingWaitsForAConsumerThatHandlesEvents() {
		renewBoth();
		this.leases.take(this.alice, BOTH, 5);
		TrackedPosition tricks = new TrackedPosition(TRICKS, 0, 1);
		TrackedPosition cards = new TrackedPosition(CARDS, 0, 1);
		this.tracking.advance(tricks, 5, () -> {
			assertThat(soon(() -> this.leases.renew(this.alice, LONG,
					List.of(new PositionMove(tricks, 7), new PositionMove(cards, 8)))))
				.isEqualTo(2);
			soon(() -> {
				this.leases.release(this.alice.id(), BOTH);
				return true;
			});
			assertThat(soon(() -> this.other.take(this.bob, BOTH, 5))).extracting(TrackedConsumer::position)
				.containsExactly(new TrackedPosition(CARDS, 8, 2));
			soon(() -> {
				this.leases.leave(this.alice.id());
				return true;
			});
			assertThat(soon(() -> this.other.take(this.bob, BOTH, 5))).isEmpty();
		});
		assertThat(find(TRICKS).position()).isEqualTo(new TrackedPosition(TRICKS, 5, 1));
		assertThat(this.other.take(this.bob, BOTH, 5)).extracting(TrackedConsumer::position)
			.containsExactly(new TrackedPosition(TRICKS, 5, 2));
	}

	@Test
	void eachConsumerIsTakenByOneOfTheProcesses() throws InterruptedException {
		List<ConsumerId> ids = IntStream.range(0, 40).mapToObj((i) -> ConsumerId.ofOwnLog("consumer " + i)).toList();
		ids.forEach((id) -> this.tracking.register(id, 0));
		List<Object> outcomes = Concurrently.call(4, () -> {
			Runner runner = new Runner(UUID.randomUUID(), "runner", "group");
			LeaseRecorder own = this.store.leases();
			List<TrackedConsumer> taken = new ArrayList<>();
			while (this.tracking.consumers().stream().anyMatch((each) -> isFree(each, ids))) {
				own.renew(runner, LONG, List.of());
				taken.addAll(own.take(runner, ids, 3));
			}
			return taken;
		});
		List<TrackedConsumer> taken = new ArrayList<>();
		outcomes.forEach((outcome) -> ((List<?>) outcome).forEach((each) -> taken.add((TrackedConsumer) each)));
		assertThat(taken).extracting(TrackedConsumer::id).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(taken).extracting((each) -> each.position().epoch()).containsOnly(1L);
	}

	private static boolean isFree(TrackedConsumer consumer, List<ConsumerId> ids) {
		return ids.contains(consumer.id()) && consumer.owner() == null;
	}

	/** Returns the result of another thread, which must not wait. */
	private static <T> T soon(Supplier<T> call) {
		try {
			return CompletableFuture.supplyAsync(call).get(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("Not done at once", ex);
		}
	}

}
