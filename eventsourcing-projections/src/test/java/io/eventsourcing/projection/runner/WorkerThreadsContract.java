package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How projections share a few threads, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WorkerThreadsContract {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration LEASE = Duration.ofMillis(500);

	/** The number of events in the first batch of a projection. */
	private static final int BATCH = 500;

	private final CountDownLatch released = new CountDownLatch(1);

	private ProjectionStore store;

	abstract ProjectionStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
	}

	@AfterEach
	void closeStore() {
		this.released.countDown();
		this.store.close();
	}

	/** Returns the ids of the events that tell of the tricks. */
	private List<Long> teach(int tricks) {
		Dog dog = new Dog("Fido");
		for (int i = 0; i < tricks; i++) {
			dog.addTrick("sit");
		}
		return this.store.save(dog).stream().skip(1).map(Recording::notificationId).toList();
	}

	/** Three projections whose second batch takes for ever, and two threads. */
	@Test
	void projectionsThatCatchUpLeaveAThreadToTheOthers() {
		List<Long> ids = teach(BATCH + 200);
		AtomicInteger waiting = new AtomicInteger();
		ProjectionRunnerBuilder builder = this.store.runner().lease(LEASE).threads(2);
		List<String> names = List.of("a", "b", "c");
		for (String name : names) {
			builder.projection(name, this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(List<Recording> recordings) throws InterruptedException {
					if (recordings.get(0).notificationId() >= ids.get(BATCH)) {
						waiting.incrementAndGet();
						WorkerThreadsContract.this.released.await();
					}
					recordings.forEach((each) -> WorkerThreadsContract.this.store.write(name, each.notificationId()));
				}

			}));
		}
		builder.projection("names", this.store.bind(new Object() {

			@EventHandler("Dog.Renamed")
			void renamed(Recording recording) {
				WorkerThreadsContract.this.store.write("names", recording.notificationId());
			}

		}));
		try (ProjectionRunner runner = builder.build()) {
			runner.start();
			await().atMost(SOON)
				.until(() -> runner.projections()
					.states()
					.stream()
					.filter((state) -> names.contains(state.name()))
					.allMatch((state) -> state.position() >= ids.get(BATCH - 1)) && waiting.get() > 0);
			Dog dog = new Dog("Fido");
			dog.rename("Rex");
			long renamed = this.store.save(dog).get(1).notificationId();
			assertThat(runner.projections().await("names", renamed, SOON)).isTrue();
			assertThat(this.store.read("names")).containsExactly(renamed);
			assertThat(waiting).hasValue(1);
			this.released.countDown();
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
		}
		assertThat(names).allSatisfy((name) -> assertThat(this.store.read(name)).isEqualTo(ids));
	}

	/** Only stop ends them: without the one that renews the lease, nothing would run. */
	@Test
	void aStrayInterruptEndsNoThread() {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		ProjectionRunner runner = this.store.runner().lease(LEASE).projection("tricks", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				WorkerThreadsContract.this.store.write("tricks", recording.notificationId());
			}

		})).threadFactory((task) -> {
			Thread thread = new Thread(task);
			threads.add(thread);
			return thread;
		}).build();
		try (runner) {
			runner.start();
			List<Long> before = teach(1);
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
			threads.forEach(Thread::interrupt);
			await().during(LEASE).atMost(SOON).until(() -> threads.stream().allMatch(Thread::isAlive));
			List<Long> after = teach(1);
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
			assertThat(this.store.read("tricks")).containsExactly(before.get(0), after.get(0));
		}
	}

	/** It says nothing about the event, and must not end the only thread. */
	@Test
	void anErrorOfTheJvmIsRetried() {
		List<Long> ids = teach(3);
		AtomicInteger errors = new AtomicInteger(2);
		ProjectionRunner runner = this.store.runner()
			.lease(LEASE)
			.threads(1)
			.projection("tricks", this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(List<Recording> recordings) {
					if (errors.getAndDecrement() > 0) {
						throw new OutOfMemoryError("Part of the test");
					}
					recordings
						.forEach((each) -> WorkerThreadsContract.this.store.write("tricks", each.notificationId()));
				}

			}))
			.build();
		try (runner) {
			runner.start();
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
			assertThat(runner.parkedEvents().of("tricks")).isEmpty();
			assertThat(runner.projections().states()).extracting(ProjectionState::failure).containsOnlyNulls();
		}
		assertThat(this.store.read("tricks")).isEqualTo(ids);
	}

}
