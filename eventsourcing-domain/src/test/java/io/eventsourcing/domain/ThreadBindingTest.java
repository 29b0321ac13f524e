package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.eventsourcing.dogs.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

/** Clocks and factories of ids that belong to single threads. */
class ThreadBindingTest {

	private static final int THREADS = 50;

	private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

	@Test
	void threadsThatRunAtOnceEachHaveTheirOwn() throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<Dog>> dogs = IntStream.range(0, THREADS)
				.mapToObj((i) -> executor.submit(() -> dogOf(i, barrier)))
				.toList();
			for (int i = 0; i < THREADS; i++) {
				Dog dog = dogs.get(i).get();
				assertThat(dog.createdOn()).isEqualTo(TIME.plusSeconds(i));
				assertThat(dog.modifiedOn()).isEqualTo(TIME.plusSeconds(i));
				assertThat(dog.id()).isEqualTo(new UUID(0, i));
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThatTheSystemIsInUse();
	}

	private static Dog dogOf(int number, CyclicBarrier barrier) throws Exception {
		try (Replacement clock = EventClock.bind(clock(number));
				Replacement ids = Ids.bind(() -> new UUID(0, number))) {
			barrier.await();
			Dog dog = new Dog("Fido");
			barrier.await();
			dog.addTrick("sit");
			return dog;
		}
	}

	@Test
	void anotherThreadStillHasThatOfTheJvm() throws Exception {
		try (Replacement jvm = EventClock.use(clock(1)); Replacement thread = EventClock.bind(clock(2))) {
			assertThat(EventClock.now()).isEqualTo(TIME.plusSeconds(2));
			assertThat(inAnotherThread(EventClock::now)).isEqualTo(TIME.plusSeconds(1));
			try (Replacement inner = EventClock.use(clock(3))) {
				assertThat(EventClock.now()).isEqualTo(TIME.plusSeconds(2));
				assertThat(inAnotherThread(EventClock::now)).isEqualTo(TIME.plusSeconds(3));
			}
			assertThat(inAnotherThread(EventClock::now)).isEqualTo(TIME.plusSeconds(1));
		}
		assertThatTheSystemIsInUse();
	}

	@Test
	void theJvmMayBeChangedWhileAThreadIsBoundAndRestoredAfterwards() {
		Replacement thread = EventClock.bind(clock(2));
		Replacement jvm = EventClock.use(clock(1));
		thread.close();
		assertThat(EventClock.now()).isEqualTo(TIME.plusSeconds(1));
		jvm.close();
		assertThatTheSystemIsInUse();
	}

	@Test
	void nestedBindingsAreRestoredAndClosingTwiceHasNoEffect() {
		try (Replacement outer = EventClock.bind(clock(1)); Replacement ids = Ids.bind(() -> new UUID(0, 1))) {
			Replacement inner = EventClock.bind(clock(2));
			inner.close();
			inner.close();
			assertThat(EventClock.now()).isEqualTo(TIME.plusSeconds(1));
			try (Replacement innerIds = Ids.bind(() -> new UUID(0, 2))) {
				assertThat(Ids.create()).isEqualTo(new UUID(0, 2));
			}
			assertThat(Ids.create()).isEqualTo(new UUID(0, 1));
		}
		assertThatTheSystemIsInUse();
	}

	@Test
	void onlyTheThreadThatBoundItClosesIt() {
		try (Replacement clock = EventClock.bind(clock(1))) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inAnotherThread(() -> {
				clock.close();
				return null;
			}))
				.withMessage("Bound to the thread '%s', and to be closed by that thread, not by 'another'",
						Thread.currentThread().getName());
			assertThat(EventClock.now()).isEqualTo(TIME.plusSeconds(1));
		}
	}

	@Test
	void nullIsRejected() {
		assertThatNullPointerException().isThrownBy(() -> EventClock.bind(null)).withMessage("source");
		assertThatNullPointerException().isThrownBy(() -> Ids.bind(null)).withMessage("source");
	}

	/** Unbound threads must not pay for a feature of tests. */
	@Test
	void withoutBindingsNoThreadIsAskedForItsOwn() {
		ReplaceableSource<String> source = new ReplaceableSource<>(ThreadBindingTest::caller);
		String direct = source.get();
		try (Replacement bound = source.bind(() -> "bound")) {
			assertThat(source.get()).isEqualTo("bound");
		}
		assertThat(source.get()).isEqualTo(direct).isEqualTo("get");
	}

	private static String caller() {
		return StackWalker.getInstance().walk((frames) -> frames.skip(1).findFirst().orElseThrow()).getMethodName();
	}

	private static void assertThatTheSystemIsInUse() {
		assertThat(EventClock.now()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(Ids.create().version()).isEqualTo(7);
	}

	private static Clock clock(int seconds) {
		return Clock.fixed(TIME.plusSeconds(seconds), ZoneOffset.UTC);
	}

	private static <T> T inAnotherThread(Callable<T> action) throws Exception {
		AtomicReference<T> result = new AtomicReference<>();
		AtomicReference<Exception> failure = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			try {
				result.set(action.call());
			}
			catch (Exception ex) {
				failure.set(ex);
			}
		}, "another");
		thread.start();
		thread.join();
		if (failure.get() != null) {
			throw failure.get();
		}
		return result.get();
	}

}
