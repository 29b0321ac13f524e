package io.eventsourcing.persistence.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.eventsourcing.persistence.Concurrently;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every {@link TrackingRecorder} promises. */
public abstract class TrackingContract {

	private static final ConsumerId TRICKS = ConsumerId.ofOwnLog("tricks");

	private static final TrackedPosition START = new TrackedPosition(TRICKS, 0, 0);

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
		this.recorder.register(TRICKS, 0);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	protected final TrackingStore store() {
		return this.store;
	}

	private TrackedConsumer tricks() {
		return this.other.consumers().stream().filter((each) -> each.id().equals(TRICKS)).findFirst().orElseThrow();
	}

	private long position() {
		return tricks().position().notificationId();
	}

	private boolean write(TrackedPosition expected, long to, String text) {
		return this.recorder.advance(expected, to, () -> this.store.write(text));
	}

	@Test
	void aConsumerBeginsWhereItWasRegisteredFirst() {
		ConsumerId elsewhere = new ConsumerId("tricks", 1, "kennel", 0);
		this.recorder.register(ConsumerId.ofOwnLog("cards"), 7);
		this.recorder.register(elsewhere, 3);
		this.other.register(ConsumerId.ofOwnLog("cards"), 9);
		assertThat(this.other.consumers()).extracting(TrackedConsumer::position)
			.containsExactly(new TrackedPosition(ConsumerId.ofOwnLog("cards"), 7, 0),
					new TrackedPosition(elsewhere, 3, 0), START);
		assertThat(tricks()).satisfies((consumer) -> {
			assertThat(consumer.state()).isEqualTo(ConsumerState.RUNNING);
			assertThat(consumer.owner()).isNull();
			assertThat(consumer.failure()).isNull();
			assertThat(consumer.changedAt()).isNotNull();
		});
	}

	@Test
	void theFirstOfSeveralProcessesRegisters() throws InterruptedException {
		ConsumerId cards = ConsumerId.ofOwnLog("cards");
		AtomicLong start = new AtomicLong();
		List<Object> outcomes = Concurrently.call(8, () -> {
			this.store.tracking().register(cards, start.incrementAndGet());
			return this.recorder.consumers().get(0).position();
		});
		assertThat(outcomes).hasSize(8).containsOnly(this.recorder.consumers().get(0).position());
		assertThat(this.recorder.consumers().get(0).id()).isEqualTo(cards);
		assertThat(this.recorder.consumers().get(0).position().notificationId()).isBetween(1L, 8L);
	}

	@Test
	void thePositionMovesWithTheWork() {
		assertThat(write(START, 5, "a")).isTrue();
		assertThat(write(START.movedTo(5), 6, "b")).isTrue();
		assertThat(position()).isEqualTo(6);
		assertThat(this.store.written()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void othersSeeThePositionAfterTheCommitOnly() {
		this.recorder.advance(START, 5, () -> assertThat(Concurrently.elsewhere(this::position)).isZero());
		assertThat(position()).isEqualTo(5);
	}

	@Test
	void workThatFailsMovesAndWritesNothing() {
		RuntimeException failure = new IllegalStateException("broken");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.recorder.advance(START, 5, () -> {
			this.store.write("a");
			throw failure;
		})).isSameAs(failure);
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.recorder.advance(START, 5, () -> {
			this.store.write("a");
			throw new StackOverflowError();
		}));
		assertThat(position()).isZero();
		assertThat(this.store.written()).isEmpty();
		assertThat(write(START, 5, "b")).isTrue();
	}

	@Test
	void aPositionDoesNotMoveBack() {
		write(START, 5, "a");
		assertThatIllegalArgumentException().isThrownBy(() -> write(START.movedTo(5), 4, "b"))
			.withMessage("The position of the consumer 'tricks' cannot be moved back from 5 to 4");
		assertThat(position()).isEqualTo(5);
	}

	@Test
	void anUnexpectedStateIsRefusedBeforeTheWork() {
		write(START, 5, "a");
		AtomicInteger calls = new AtomicInteger();
		for (TrackedPosition wrong : List.of(START, new TrackedPosition(TRICKS, 6, 0),
				new TrackedPosition(TRICKS, 5, 1), new TrackedPosition(ConsumerId.ofOwnLog("unknown"), 5, 0),
				new TrackedPosition(new ConsumerId("tricks", 1, "kennel", 0), 5, 0),
				new TrackedPosition(new ConsumerId("tricks", 2, ConsumerId.OWN_LOG, 0), 5, 0),
				new TrackedPosition(TRICKS.partition(1), 5, 0))) {
			assertThat(this.recorder.advance(wrong, 7, calls::incrementAndGet)).isFalse();
		}
		this.store.pause(TRICKS);
		assertThat(this.recorder.advance(tricks().position(), 7, calls::incrementAndGet)).isFalse();
		assertThat(calls).hasValue(0);
		this.store.resume(TRICKS);
		assertThat(this.recorder.advance(tricks().position(), 7, calls::incrementAndGet)).isTrue();
		assertThat(calls).hasValue(1);
	}

	@Test
	void aPositionBelongsToOneLog() {
		UUID log = UUID.randomUUID();
		UUID another = UUID.randomUUID();
		assertThat(this.recorder.bindLog(TRICKS, log)).isEqualTo(log);
		write(START, 5, "a");
		assertThat(this.other.bindLog(TRICKS, another)).isEqualTo(log);
		this.recorder.change("tricks", (versions) -> versions.map((row) -> row.at(3, 5)));
		assertThat(this.other.bindLog(TRICKS, another)).isEqualTo(log);
		this.recorder.change("tricks", (versions) -> versions.map((row) -> row.at(0, 5)));
		assertThat(this.other.bindLog(TRICKS, another)).isEqualTo(another);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.recorder.bindLog(ConsumerId.ofOwnLog("unknown"), log));
	}

	@Test
	void oneOfTwoWorkersIsRefused() {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
			awaitLatch(begun);
			return this.other.advance(START, 5, calls::incrementAndGet);
		});
		boolean first = this.recorder.advance(START, 5, () -> {
			begun.countDown();
			assertNotDoneSoon(second);
			calls.incrementAndGet();
		});
		assertThat(first).isTrue();
		assertThat(second.join()).isFalse();
		assertThat(calls).hasValue(1);
	}

	@Test
	void theOtherWorkerContinuesIfTheFirstFails() {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
			awaitLatch(begun);
			return this.other.advance(START, 5, () -> this.store.write("second"));
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.recorder.advance(START, 5, () -> {
			this.store.write("first");
			begun.countDown();
			throw new IllegalStateException();
		}));
		assertThat(second.join()).isTrue();
		assertThat(this.store.written()).containsExactly("second");
	}

	/** Without a lease: several workers, of which each fails now and then. */
	@Test
	void racingWorkersHandleEachEventOnce() throws InterruptedException {
		List<String> expected = Collections.synchronizedList(new ArrayList<>());
		for (int i = 1; i <= 60; i++) {
			expected.add("event " + i);
		}
		List<Object> outcomes = Concurrently.call(4, () -> {
			TrackingRecorder own = this.store.tracking();
			int attempts = 0;
			for (long at = position(); at < 60; at = position()) {
				long next = at + 1;
				boolean fails = ++attempts % 7 == 0;
				try {
					own.advance(START.movedTo(at), next, () -> {
						this.store.write("event " + next);
						if (fails) {
							throw new IllegalStateException();
						}
					});
				}
				catch (IllegalStateException ex) {
					assertThat(fails).isTrue();
				}
			}
			return "done";
		});
		assertThat(outcomes).containsOnly("done");
		assertThat(this.store.written()).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void failuresAreCountedAndClearedByTheNextSuccess() {
		assertThat(this.recorder.recordFailure(START, 3, "first")).isOne();
		assertThat(this.other.recordFailure(START, 3, "second")).isEqualTo(2);
		assertThat(tricks().failure()).satisfies((failure) -> {
			assertThat(failure.notificationId()).isEqualTo(3);
			assertThat(failure.attempts()).isEqualTo(2);
			assertThat(failure.cause()).isEqualTo("second");
			assertThat(failure.at()).isNotNull();
		});
		assertThat(this.recorder.recordFailure(START, 4, "of another event")).isOne();
		assertThat(write(START, 4, "a")).isTrue();
		assertThat(tricks().failure()).isNull();
		assertThat(this.recorder.recordFailure(START.movedTo(4), 5, "new")).isOne();
	}

	/** A parked event is handled again, or discarded; the next event still fails. */
	@Test
	void workThatDoesNotMoveThePositionKeepsTheFailure() {
		this.recorder.recordFailure(START, 3, "first");
		this.recorder.recordFailure(START, 3, "second");
		ConsumerFailure failure = this.other.find(TRICKS).orElseThrow().failure();
		AtomicInteger runs = new AtomicInteger();
		assertThat(this.recorder.advance(START, 0, runs::incrementAndGet)).isTrue();
		assertThat(runs).hasValue(1);
		assertThat(this.other.find(TRICKS).orElseThrow().failure()).isNotNull().isEqualTo(failure);
		assertThat(this.recorder.recordFailure(START, 3, "third")).isEqualTo(3);
		assertThat(this.recorder.advance(new TrackedPosition(TRICKS, 0, 1), 0, runs::incrementAndGet)).isFalse();
		assertThat(runs).hasValue(1);
	}

	@Test
	void failuresOfAnEarlierPositionOrEpochAreIgnored() {
		write(START, 5, "a");
		assertThat(this.recorder.recordFailure(START, 6, "late")).isZero();
		assertThat(this.recorder.recordFailure(new TrackedPosition(TRICKS, 5, 1), 6, "late")).isZero();
		assertThat(this.recorder.recordFailure(new TrackedPosition(ConsumerId.ofOwnLog("unknown"), 5, 0), 6, "late"))
			.isZero();
		assertThat(tricks().failure()).isNull();
	}

	@Test
	void startsAreCountedForEachEvent() {
		assertThat(this.recorder.recordStart(START, 3)).isOne();
		assertThat(this.other.recordStart(START, 3)).isEqualTo(2);
		assertThat(tricks().failure()).isNull();
		assertThat(this.recorder.recordStart(START, 4)).isOne();
		assertThat(write(START, 4, "a")).isTrue();
		assertThat(this.recorder.recordStart(START, 5)).isZero();
		assertThat(this.recorder.recordStart(START.movedTo(4), 5)).isOne();
		assertThat(this.recorder.recordStart(new TrackedPosition(TRICKS, 4, 1), 5)).isZero();
		assertThat(this.recorder.recordStart(new TrackedPosition(ConsumerId.ofOwnLog("unknown"), 4, 0), 5)).isZero();
		this.recorder.change(TRICKS.consumer(), (versions) -> versions.map((row) -> row.at(0, 4)));
		assertThat(this.recorder.recordStart(tricks().position(), 5)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NUL \0.", "half \ud83d.", "end \udc36" })
	void everyCauseCanBeStored(String odd) {
		assertThat(this.recorder.recordFailure(START, 3, odd)).isOne();
		assertThat(tricks().failure().cause()).hasSize(odd.length()).startsWith(odd.substring(0, 4));
	}

	@Test
	void longCausesAreTruncated() {
		this.recorder.recordFailure(START, 3, "\ud83d\udc36".repeat(5000) + "x");
		assertThat(tricks().failure().cause()).isEqualTo("\ud83d\udc36".repeat(4000));
		this.recorder.recordFailure(START, 3, 'x' + "\ud83d\udc36".repeat(5000));
		assertThat(tricks().failure().cause()).isEqualTo('x' + "\ud83d\udc36".repeat(3999) + '?');
	}

	@Test
	void aConsumerIsPausedAndResumed() {
		TrackedConsumer before = tricks();
		this.store.pause(TRICKS);
		TrackedConsumer paused = tricks();
		assertThat(paused.state()).isEqualTo(ConsumerState.PAUSED);
		assertThat(position()).isEqualTo(before.position().notificationId());
		assertThat(paused.changedAt()).isAfter(before.changedAt());
		this.store.pause(TRICKS);
		assertThat(tricks()).isEqualTo(paused);
		this.store.resume(TRICKS);
		assertThat(tricks().state()).isEqualTo(ConsumerState.RUNNING);
		assertThat(tricks().changedAt()).isAfter(paused.changedAt());
	}

	@Test
	void pausingWaitsForTheWork() {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Void> pause = CompletableFuture.runAsync(() -> {
			awaitLatch(begun);
			this.store.pause(TRICKS);
		});
		assertThat(this.recorder.advance(START, 5, () -> {
			begun.countDown();
			assertNotDoneSoon(pause);
		})).isTrue();
		pause.join();
		assertThat(position()).isEqualTo(5);
		assertThat(tricks().state()).isEqualTo(ConsumerState.PAUSED);
	}

	private static void assertNotDoneSoon(CompletableFuture<?> other) {
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> other.get(200, TimeUnit.MILLISECONDS));
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
