package io.eventsourcing.projection.runner;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import io.eventsourcing.projection.runner.unit.FailurePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** What every runner of projections does, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ProjectionRunnerContract {

	static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration NOW = Duration.ZERO;

	/** Longer than the tests may take. */
	private static final Duration NEVER = Duration.ofHours(1);

	private static final Duration LEASE = Duration.ofMillis(500);

	private static final ProjectionOptions STOP = ProjectionOptions.DEFAULTS.onFailure(OnFailure.STOP);

	private final List<ProjectionRunner> runners = new ArrayList<>();

	private ProjectionStore store;

	abstract ProjectionStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
	}

	@AfterEach
	void closeStore() {
		this.runners.forEach(ProjectionRunner::close);
		this.store.close();
	}

	private ProjectionRunnerBuilder runner() {
		return this.store.runner().lease(LEASE);
	}

	private ProjectionRunner start(ProjectionRunnerBuilder builder) {
		ProjectionRunner runner = builder.build();
		this.runners.add(runner);
		runner.start();
		return runner;
	}

	/** A projection that notes each trick. */
	private Object tricks(String name) {
		return new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				ProjectionRunnerContract.this.store.write(name, recording.notificationId());
			}

		};
	}

	private ProjectionRunnerBuilder withTricks(String... names) {
		ProjectionRunnerBuilder builder = runner();
		for (String name : names) {
			builder.projection(name, this.store.bind(tricks(name)));
		}
		return builder;
	}

	/** Saves a dog with tricks; returns the ids of the events that tell of tricks. */
	private List<Long> dog(String... tricks) {
		Dog dog = new Dog("Fido");
		for (String trick : tricks) {
			dog.addTrick(trick);
		}
		List<Recording> saved = this.store.save(dog);
		return saved.stream().skip(1).map(Recording::notificationId).toList();
	}

	private static void awaitAll(ProjectionRunner runner) {
		assertThat(runner.projections().awaitAll(SOON)).isTrue();
	}

	@Test
	void eventsFromBeforeTheStartAreHandledToo() {
		List<Long> expected = new ArrayList<>();
		IntStream.range(0, 100).forEach((i) -> expected.addAll(dog("sit", "roll over")));
		ProjectionRunner runner = start(withTricks("tricks"));
		expected.addAll(dog("fetch"));
		awaitAll(runner);
		assertThat(this.store.read("tricks")).isEqualTo(expected);
	}

	@Test
	void aProjectionContinuesWhereItWas() {
		List<Long> expected = new ArrayList<>(dog("sit"));
		ProjectionRunner first = start(withTricks("tricks"));
		awaitAll(first);
		first.stop();
		expected.addAll(dog("fetch"));
		first.start();
		awaitAll(first);
		first.stop();
		expected.addAll(dog("beg"));
		awaitAll(start(withTricks("tricks")));
		assertThat(this.store.read("tricks")).isEqualTo(expected);
	}

	@Test
	void aListHandlerGetsTheEventsOfATransaction() {
		List<Integer> sizes = new ArrayList<>();
		List<Long> expected = new ArrayList<>();
		IntStream.range(0, 10).forEach((i) -> expected.addAll(dog("sit", "roll over")));
		ProjectionRunner runner = start(runner().projection("lists", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(List<Recording> recordings) {
				sizes.add(recordings.size());
				recordings.forEach((each) -> ProjectionRunnerContract.this.store.write("lists", each.notificationId()));
			}

		})));
		awaitAll(runner);
		assertThat(this.store.read("lists")).isEqualTo(expected);
		assertThat(sizes).containsExactly(20);
	}

	@Test
	void aTransactionHasAtMostTheEventsOfABatch() {
		List<Integer> sizes = new CopyOnWriteArrayList<>();
		IntStream.range(0, 25).forEach((i) -> dog("sit"));
		awaitAll(start(runner().projection("lists", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(List<Recording> recordings) {
				sizes.add(recordings.size());
			}

		}), ProjectionOptions.DEFAULTS.batchSize(10))));
		// On a slow machine, the later ones may have fewer events than the maximum
		assertThat(sizes).startsWith(10).allMatch((size) -> size <= 10);
		assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(25);
	}

	@Test
	void twoProjectionsOfOneNameAreRefused() {
		ProjectionRunnerBuilder builder = withTricks("tricks");
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> builder.projection("tricks", this.store.bind(tricks("other"))))
			.withMessageContaining("two projections with the name 'tricks' and the version 1");
	}

	@Test
	void theEventsBeforeAFailureAreHandledAndItsOwnEffectsAreNot() {
		List<Long> ids = dog("sit", "bite", "beg");
		ProjectionRunner runner = start(failing("tricks", "bite", STOP, new AtomicBoolean(true)));
		await().atMost(SOON).until(() -> state(runner, "tricks").status() == ProjectionStatus.FAILED);
		ProjectionState state = state(runner, "tricks");
		assertThat(state.position()).isEqualTo(ids.get(0));
		assertThat(state.failure()).isNotNull();
		assertThat(state.failure().notificationId()).isEqualTo(ids.get(1));
		assertThat(state.failure().attempts()).isGreaterThanOrEqualTo(3);
		assertThat(state.failure().cause()).contains("I do not like to bite").contains("Dog.TrickAdded");
		if (this.store.isTransactional()) {
			assertThat(this.store.read("tricks")).isEqualTo(ids.subList(0, 1));
		}
		assertThat(this.store.read("tricks")).doesNotContain(ids.get(2));
	}

	/** In every process, because the delay depends on the number of attempts only. */
	@Test
	void theTimeOfTheNextAttemptIsShown() {
		dog("bite");
		ProjectionRunner runner = start(failing("tricks", "bite", STOP, new AtomicBoolean(true)));
		await().atMost(SOON).until(() -> state(runner, "tricks").status() == ProjectionStatus.FAILED);
		ProjectionRunner elsewhere = withTricks("other").build();
		for (ProjectionRunner each : List.of(runner, elsewhere)) {
			ProjectionState.Failure failure = state(each, "tricks").failure();
			assertThat(failure).isNotNull();
			Duration delay = Duration.ofMillis(100).multipliedBy(1L << (failure.attempts() - 1));
			assertThat(failure.retryAt()).isEqualTo(failure.at().plus(delay));
		}
		ProjectionState.Failure before = state(runner, "tricks").failure();
		await().atMost(SOON).until(() -> state(runner, "tricks").failure().attempts() > before.attempts());
		assertThat(state(runner, "tricks").failure().at()).isAfterOrEqualTo(before.retryAt());
		runner.operations().pause("tricks");
		assertThat(state(runner, "tricks").failure().retryAt()).isNull();
		runner.stop();
		runner.operations().resume("tricks");
		assertThat(state(runner, "tricks").failure().retryAt()).as("no process runs it").isNull();
	}

	@Test
	void aProjectionThatHasStoppedGoesOnByItself() {
		List<Long> ids = dog("sit", "bite", "beg");
		AtomicBoolean broken = new AtomicBoolean(true);
		ProjectionRunner runner = start(failing("tricks", "bite", STOP, broken));
		await().atMost(SOON).until(() -> state(runner, "tricks").status() == ProjectionStatus.FAILED);
		broken.set(false);
		awaitWithFailures(runner, "tricks", ids.get(2));
		assertThat(this.store.read("tricks")).endsWith(ids.get(1), ids.get(2));
		if (this.store.isTransactional()) {
			assertThat(this.store.read("tricks")).isEqualTo(ids);
		}
		assertThat(state(runner, "tricks").failure()).isNull();
	}

	private static void awaitWithFailures(ProjectionRunner runner, String name, long id) {
		await().atMost(SOON).until(() -> {
			try {
				return runner.projections().await(name, id, NOW);
			}
			catch (ProjectionFailedException ex) {
				return false;
			}
		});
	}

	@Test
	void anEventIsSkippedIfThatIsThePolicy() {
		List<Long> ids = dog("sit", "bite", "beg");
		ProjectionRunner runner;
		try (LogLines log = new LogLines(FailurePolicy.class)) {
			runner = start(failing("tricks", "bite",
					ProjectionOptions.DEFAULTS.onFailure(OnFailure.SKIP).maxAttempts(2), new AtomicBoolean(true)));
			awaitAll(runner);
			assertThat(log.lines()).containsExactly("The projection 'tricks' has skipped notification " + ids.get(1));
		}
		assertThat(this.store.read("tricks")).startsWith(ids.get(0)).endsWith(ids.get(2));
		if (this.store.isTransactional()) {
			assertThat(this.store.read("tricks")).containsExactly(ids.get(0), ids.get(2));
		}
		assertThat(state(runner, "tricks").status()).isEqualTo(ProjectionStatus.LIVE);
	}

	/** The event has been skipped, whatever an observer does. */
	@Test
	void anObserverThatFailsDoesNotSkipAnEventTwice() {
		List<Long> ids = dog("sit", "bite", "beg");
		List<Long> passed = new CopyOnWriteArrayList<>();
		HandlingObserver broken = new HandlingObserver() {

			@Override
			public void passed(String projection, long notificationId, OnFailure policy) {
				throw new IllegalStateException("This observer is broken");
			}

		};
		HandlingObserver counter = new HandlingObserver() {

			@Override
			public void passed(String projection, long notificationId, OnFailure policy) {
				assertThat(policy).isEqualTo(OnFailure.SKIP);
				passed.add(notificationId);
			}

		};
		ProjectionRunner runner = start(
				failing("tricks", "bite", ProjectionOptions.DEFAULTS.onFailure(OnFailure.SKIP), new AtomicBoolean(true))
					.observer(HandlingObserver.of(List.of(broken, counter))));
		awaitAll(runner);
		assertThat(passed).containsExactly(ids.get(1));
		assertThat(this.store.read("tricks")).startsWith(ids.get(0)).endsWith(ids.get(2));
	}

	@Test
	void aFailingProjectionDoesNotStopTheOthers() {
		List<Long> ids = dog("sit", "bite", "beg");
		ProjectionRunner runner = start(failing("failing", "bite", STOP, new AtomicBoolean(true)).projection("good",
				this.store.bind(tricks("good"))));
		assertThat(runner.projections().await("good", ids.get(2), SOON)).isTrue();
		assertThat(this.store.read("good")).isEqualTo(ids);
	}

	/** A projection that writes each trick, and then fails if it is a certain one. */
	private ProjectionRunnerBuilder failing(String name, String badTrick, ProjectionOptions options,
			AtomicBoolean broken) {
		return runner().projection(name, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick, Recording recording) {
				ProjectionRunnerContract.this.store.write(name, recording.notificationId());
				if (trick.equals(badTrick) && broken.get()) {
					throw new IllegalStateException("I do not like to " + trick);
				}
			}

		}), options);
	}

	private static ProjectionState state(ProjectionRunner runner, String name) {
		return runner.projections()
			.states()
			.stream()
			.filter((state) -> state.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void awaitReturnsWhenAnEventOfAnotherTopicHasBeenPassed() {
		ProjectionRunner runner = start(withTricks("tricks"));
		long id = this.store.save(new Dog("Fido")).get(0).notificationId();
		assertThat(runner.projections().await("tricks", id, SOON)).isTrue();
		assertThat(this.store.read("tricks")).isEmpty();
	}

	@Test
	void awaitEndsWhenTheTimeIsOver() {
		ProjectionRunner runner = start(withTricks("tricks"));
		Projections projections = runner.projections();
		long next = dog("sit").get(0) + 1;
		assertThat(projections.await("tricks", next, Duration.ofMillis(50))).isFalse();
		List<Recording> saved = this.store.save(new Dog("Rex"));
		assertThat(projections.await("tricks", saved, SOON)).isTrue();
		assertThat(projections.await("tricks", next, NOW)).isTrue();
		assertThat(projections.await("tricks", List.of(), NOW)).isTrue();
	}

	@Test
	void awaitThrowsIfTheProjectionHasFailedInFrontOfTheEvent() {
		List<Long> ids = dog("sit", "bite", "beg");
		ProjectionRunner runner = start(failing("tricks", "bite", STOP, new AtomicBoolean(true)));
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> runner.projections().await("tricks", ids.get(2), SOON))
			.withMessageContaining("'tricks'")
			.withStackTraceContaining("I do not like to bite");
		assertThat(runner.projections().await("tricks", ids.get(0), NOW)).isTrue();
		ProjectionRunner elsewhere = withTricks("other").build();
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> elsewhere.projections().await("tricks", ids.get(2), SOON))
			.withMessageContaining("I do not like to bite");
	}

	@Test
	void awaitWorksWhereTheProjectionDoesNotRun() {
		start(withTricks("tricks"));
		ProjectionRunner elsewhere = withTricks().build();
		long last = 0;
		for (int i = 0; i < 5; i++) {
			last = dog("sit").get(0);
		}
		long end = last;
		await().atMost(SOON).until(() -> !elsewhere.projections().states().isEmpty());
		assertThat(elsewhere.projections().await("tricks", end, SOON)).isTrue();
		assertThat(this.store.read("tricks")).hasSize(5);
		assertThat(state(elsewhere, "tricks").status()).isEqualTo(ProjectionStatus.ORPHANED);
		long other = this.store.save(new Dog("Rex")).get(0).notificationId();
		assertThat(elsewhere.projections().await("tricks", other, SOON)).isTrue();
	}

	@Test
	void aProjectionWhoseCodeIsGoneIsLeftAloneAndContinuesWhenItIsBack() {
		List<Long> expected = new ArrayList<>(dog("sit"));
		ProjectionRunner with = start(withTricks("tricks", "other"));
		awaitAll(with);
		with.stop();
		TrackedConsumer before = stored("tricks");
		ProjectionRunner without = start(withTricks("other"));
		expected.addAll(dog("beg"));
		awaitAll(without);
		assertThat(stored("tricks")).isEqualTo(before);
		assertThat(state(without, "tricks").status()).isEqualTo(ProjectionStatus.ORPHANED);
		without.stop();
		with.start();
		awaitAll(with);
		assertThat(this.store.read("tricks")).isEqualTo(expected);
	}

	/** Two services can share a database, so it is not a warning. */
	@Test
	void positionsThatNobodyUsesAreNamedOnceAtTheStart() {
		ProjectionRunner with = start(withTricks("tricks", "old cards", "older cards"));
		dog("sit");
		awaitAll(with);
		this.store.tracking().register(new ConsumerId("tricks", 1, "kennel", 0), 2, 0);
		this.store.tracking().register(new ConsumerId("tricks", 7, ConsumerId.OWN_LOG, 0), 0);
		try (LogLines log = new LogLines("io.eventsourcing.projection.runner.schedule.UnusedPositions")) {
			start(withTricks("tricks").lease(Duration.ofMillis(100)));
			await().atMost(SOON).until(() -> !log.lines().isEmpty());
			assertThat(log.lines().get(0)).contains("'tricks' in the log 'kennel', 'tricks' version 7.")
				.doesNotContain("cards");
			with.stop();
			// taken over, and moved past an event of another topic, by later renewals
			long other = this.store.save(new Dog("Rex")).get(0).notificationId();
			await().atMost(SOON).until(() -> stored("tricks").position().notificationId() == other);
			assertThat(log.lines()).hasSize(1);
			start(withTricks("tricks"));
			await().atMost(SOON).until(() -> log.lines().size() > 1);
			assertThat(log.lines().get(1)).startsWith(
					"These projections have positions, but are neither in this application nor run by another process: 'old cards', 'older cards', 'tricks' in the log 'kennel', 'tricks' version 7. If they were removed");
		}
	}

	private TrackedConsumer stored(String name) {
		return this.store.tracking().find(ConsumerId.ofOwnLog(name)).orElseThrow();
	}

	@Test
	void aTimeoutMayBeEndless() {
		ProjectionRunner runner = start(withTricks("tricks"));
		Duration endless = ChronoUnit.FOREVER.getDuration();
		assertThat(runner.projections().await("tricks", dog("sit").get(0), endless)).isTrue();
		dog("beg");
		assertThat(runner.projections().awaitAll(endless)).isTrue();
		assertThat(this.store.read("tricks")).hasSize(2);
	}

	@Test
	void anUnknownNameIsRefused() {
		ProjectionRunner runner = start(withTricks("tricks"));
		assertThatIllegalArgumentException().isThrownBy(() -> runner.projections().await("trick", 1, NOW))
			.withMessage("There is no projection with the name 'trick', only [tricks]");
		assertThatIllegalArgumentException().isThrownBy(() -> runner.operations().pause("trick"));
	}

	@Test
	void aPausedProjectionHandlesNothingUntilItIsResumed() {
		List<Long> expected = new ArrayList<>(dog("sit"));
		ProjectionRunner runner = start(withTricks("tricks", "other"));
		awaitAll(runner);
		ProjectionRunner elsewhere = withTricks().build();
		elsewhere.operations().pause("tricks");
		expected.addAll(dog("beg"));
		assertThat(runner.projections().await("other", expected.get(1), SOON)).isTrue();
		assertThat(runner.projections().await("tricks", expected.get(1), Duration.ofMillis(300))).isFalse();
		assertThat(state(runner, "tricks").status()).isEqualTo(ProjectionStatus.PAUSED);
		runner.stop();
		ProjectionRunner next = start(withTricks("tricks", "other"));
		assertThat(next.projections().await("tricks", expected.get(1), Duration.ofMillis(300))).isFalse();
		elsewhere.operations().resume("tricks");
		awaitAll(next);
		assertThat(this.store.read("tricks")).isEqualTo(expected);
	}

	@Test
	void awaitEndsAtOnceIfTheProjectionIsPaused() {
		ProjectionRunner runner = start(withTricks("tricks", "other"));
		ProjectionRunner elsewhere = withTricks().build();
		long first = dog("sit").get(0);
		awaitAll(runner);
		elsewhere.operations().pause("tricks");
		long second = dog("beg").get(0);
		for (Projections projections : List.of(runner.projections(), elsewhere.projections())) {
			assertThat(projections.await("tricks", second, NEVER)).isFalse();
			assertThat(projections.await("tricks", first, NEVER)).isTrue();
		}
		assertThat(runner.projections().awaitAll(NEVER)).isFalse();
		elsewhere.operations().resume("tricks");
		assertThat(runner.projections().await("tricks", second, SOON)).isTrue();
		assertThat(elsewhere.projections().await("tricks", second, SOON)).isTrue();
	}

	/** A thread that waits is not forgotten, whichever process pauses the projection. */
	@Test
	void awaitEndsWhenTheProjectionIsPausedMeanwhile() throws Exception {
		ProjectionRunner runner = start(withTricks("tricks"));
		ProjectionRunner elsewhere = withTricks().build();
		long next = dog("sit").get(0) + 1;
		awaitAll(runner);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			List<Future<Boolean>> waiting = new ArrayList<>();
			for (Projections projections : List.of(runner.projections(), elsewhere.projections())) {
				waiting.add(threads.submit(() -> projections.await("tricks", next, NEVER)));
			}
			elsewhere.operations().pause("tricks");
			for (Future<Boolean> each : waiting) {
				assertThat(each.get(SOON.toSeconds(), TimeUnit.SECONDS)).isFalse();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void runnersShareTheProjections() {
		String[] names = IntStream.range(0, 9).mapToObj((i) -> "tricks" + i).toArray(String[]::new);
		ProjectionRunner first = start(withTricks(names));
		ProjectionRunner second = start(withTricks(names));
		ProjectionRunner third = start(withTricks(names));
		await().atMost(SOON).untilAsserted(() -> assertThat(owners(first)).containsExactly(3L, 3L, 3L));
		List<Long> expected = dog("sit");
		awaitAll(first);
		second.stop();
		await().atMost(SOON)
			.until(() -> owners(first).size() == 2 && owners(first).stream().mapToLong(l -> l).sum() == 9);
		third.stop();
		await().atMost(SOON).untilAsserted(() -> assertThat(owners(first)).containsExactly(9L));
		assertThat(names).allSatisfy((name) -> assertThat(this.store.read(name)).isEqualTo(expected));
	}

	/** Returns how many projections each runner has. */
	private List<Long> owners(ProjectionRunner runner) {
		return this.store.tracking()
			.consumers()
			.stream()
			.filter((each) -> each.owner() != null)
			.collect(java.util.stream.Collectors.groupingBy((each) -> each.owner().id(),
					java.util.stream.Collectors.counting()))
			.values()
			.stream()
			.toList();
	}

	@Test
	void projectionsThatAreNotConcernedMakeNoTransaction() {
		CountingTracking tracking = new CountingTracking(this.store.tracking());
		ProjectionRunnerBuilder builder = this.store.runner(tracking).lease(Duration.ofMinutes(1));
		builder.projection("tricks", this.store.bind(tricks("tricks")));
		for (int i = 0; i < 100; i++) {
			builder.projection("renamed" + i, this.store.bind(new Object() {

				@EventHandler("Dog.Renamed")
				void renamed(String name) {
				}

			}));
		}
		ProjectionRunner runner = start(builder);
		awaitAll(runner);
		for (int i = 0; i < 20; i++) {
			long id = dog("sit").get(0);
			assertThat(runner.projections().await("tricks", id, SOON)).isTrue();
		}
		awaitAll(runner);
		assertThat(tracking.advances()).isBetween(1, 40);
		assertThat(this.store.read("tricks")).hasSize(20);
	}

	@Test
	void nothingIsLostOrRepeatedWhileRunnersComeAndGo() throws Exception {
		AtomicInteger saved = new AtomicInteger();
		AtomicBoolean ended = new AtomicBoolean();
		List<Thread> writers = IntStream.range(0, 3).mapToObj((i) -> new Thread(() -> {
			while (!ended.get() && saved.get() < 3000) {
				dog("sit", "beg");
				saved.addAndGet(2);
			}
		})).toList();
		writers.forEach(Thread::start);
		try {
			ProjectionRunner lasting = start(withTricks("a", "b", "c"));
			while (saved.get() < 1000) {
				try (ProjectionRunner other = withTricks("a", "b", "c").build()) {
					other.start();
					int before = saved.get();
					await().atMost(SOON).until(() -> saved.get() > before + 50 || saved.get() >= 3000);
				}
			}
			ended.set(true);
			for (Thread writer : writers) {
				writer.join();
			}
			awaitAll(lasting);
		}
		finally {
			ended.set(true);
		}
		for (String name : List.of("a", "b", "c")) {
			assertThat(this.store.read(name)).hasSize(saved.get()).isSorted().doesNotHaveDuplicates();
		}
	}

	@Test
	void aProjectionCanBeRunInTheCallingThread() {
		List<Long> expected = new ArrayList<>(dog("sit", "beg"));
		ProjectionRunner runner = withTricks("a", "b").build();
		runner.run();
		assertThat(this.store.read("a")).isEqualTo(expected);
		expected.addAll(dog("fetch"));
		runner.run();
		assertThat(this.store.read("b")).isEqualTo(expected);
		assertThat(state(runner, "a").position()).isEqualTo(expected.get(2));
		start(withTricks("a")).stop();
		runner.start();
		this.runners.add(runner);
		assertThatIllegalStateException().isThrownBy(runner::run);
	}

	@Test
	void aFailureEndsTheCallingThread() {
		dog("sit", "bite");
		ProjectionRunner runner = failing("tricks", "bite", STOP, new AtomicBoolean(true)).build();
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(runner::run)
			.withStackTraceContaining("I do not like to bite");
	}

	@Test
	void stoppingWaitsForTheTransactionInProgress() throws Exception {
		CountDownLatch inHandler = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		List<Long> ids = dog("sit");
		ProjectionRunner runner = start(runner().projection("slow", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) throws InterruptedException {
				inHandler.countDown();
				goOn.await();
				ProjectionRunnerContract.this.store.write("slow", recording.notificationId());
			}

		})));
		inHandler.await();
		Thread stopping = new Thread(runner::stop);
		stopping.start();
		await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
		goOn.countDown();
		stopping.join();
		assertThat(this.store.read("slow")).isEqualTo(ids);
		assertThat(this.store.tracking().consumers().get(0).position().notificationId()).isEqualTo(ids.get(0));
		assertThat(this.store.tracking().consumers().get(0).owner()).isNull();
	}

	/** Otherwise, it would keep the process from ending. */
	@Test
	void stoppingDoesNotWaitForeverForAHandler() throws Exception {
		CountDownLatch inHandler = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		List<Long> ids = dog("sit");
		ProjectionRunner runner = start(
				runner().stopTimeout(Duration.ofMillis(300)).projection("slow", this.store.bind(new Object() {

					@EventHandler("Dog.TrickAdded")
					void added(Recording recording) throws InterruptedException {
						inHandler.countDown();
						goOn.await();
						ProjectionRunnerContract.this.store.write("slow", recording.notificationId());
					}

				})));
		inHandler.await();
		try {
			CompletableFuture<Void> stopping = CompletableFuture.runAsync(runner::stop);
			await().atMost(SOON).until(stopping::isDone);
			assertThat(this.store.read("slow")).isEmpty();
		}
		finally {
			goOn.countDown();
		}
		awaitAll(start(withTricks("slow")));
		assertThat(this.store.read("slow")).isEqualTo(ids);
	}

	@Test
	void aHandlerThatSavesIsRefused() {
		dog("sit");
		ProjectionRunner runner = start(runner().projection("saving", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick) {
				ProjectionRunnerContract.this.store.save(new Dog("Puppy"));
			}

		}), STOP));
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(() -> awaitAll(runner))
			.withStackTraceContaining("The projection 'saving' saves events while it handles an event");
		assertThat(this.store.recorder().maxNotificationId()).isEqualTo(2);
	}

	@Test
	void aHandlerThatWaitsForItsOwnProjectionIsRefused() {
		Map<String, List<RuntimeException>> refusals = new ConcurrentHashMap<>();
		List<BiConsumer<Projections, String>> waits = List.of((projections, name) -> projections.await(name, 1, NEVER),
				(projections, name) -> projections.await(name, List.of(), NEVER),
				(projections, name) -> projections.awaitAll(NEVER));
		AtomicReference<Projections> projections = new AtomicReference<>();
		ProjectionRunnerBuilder builder = runner();
		for (int i = 0; i < waits.size(); i++) {
			String name = "wait " + i;
			BiConsumer<Projections, String> wait = waits.get(i);
			refusals.put(name, new CopyOnWriteArrayList<>());
			builder.projection(name, this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(String trick) {
					try {
						wait.accept(projections.get(), name);
					}
					catch (RuntimeException ex) {
						refusals.get(name).add(ex);
					}
				}

			}));
		}
		ProjectionRunner runner = start(builder, projections);
		dog("sit");
		awaitAll(runner);
		refusals.forEach((name, refused) -> assertThat(refused).singleElement()
			.isInstanceOf(IllegalStateException.class)
			.extracting(RuntimeException::getMessage)
			.asString()
			.startsWith("The projection '%s' cannot wait for itself while it handles an event".formatted(name)));
	}

	@Test
	void aHandlerMayWaitForAnotherProjection() {
		AtomicReference<Projections> projections = new AtomicReference<>();
		ProjectionRunner runner = start(withTricks("tricks").projection("patient", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				long id = recording.notificationId();
				if (projections.get().await("tricks", id, SOON)) {
					ProjectionRunnerContract.this.store.write("patient", id);
				}
			}

		})), projections);
		List<Long> ids = dog("sit", "beg");
		awaitAll(runner);
		assertThat(this.store.read("patient")).isEqualTo(ids);
	}

	/** Starts a runner whose handlers wait for projections. */
	private ProjectionRunner start(ProjectionRunnerBuilder builder, AtomicReference<Projections> projections) {
		ProjectionRunner runner = builder.build();
		this.runners.add(runner);
		projections.set(runner.projections());
		runner.start();
		return runner;
	}

	@Test
	void anErrorOfAHandlerCounts() {
		List<Long> ids = dog("sit", "bite", "beg");
		awaitAll(start(runner().projection("tricks", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick, Recording recording) {
				if (trick.equals("bite")) {
					throw new AssertionError("no " + trick);
				}
				ProjectionRunnerContract.this.store.write("tricks", recording.notificationId());
			}

		}), ProjectionOptions.DEFAULTS.onFailure(OnFailure.SKIP))));
		assertThat(this.store.read("tricks")).startsWith(ids.get(0)).endsWith(ids.get(2)).doesNotContain(ids.get(1));
	}

	/** Kotlin, for example, does not ask for declarations. */
	@Test
	void aCheckedExceptionThatNobodyDeclaresEndsNoThread() {
		List<Long> ids = dog("sit");
		AtomicBoolean failed = new AtomicBoolean();
		awaitAll(start(withTricks("tricks").threads(1).observer(new HandlingObserver() {

			@Override
			public void handle(String projection, Recording event, boolean live, Runnable handling) {
				if (failed.compareAndSet(false, true)) {
					throw ProjectionRunnerContract.<RuntimeException>undeclared(new IOException());
				}
				handling.run();
			}

		})));
		assertThat(failed).isTrue();
		assertThat(this.store.read("tricks")).isEqualTo(ids);
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X undeclared(Throwable thrown) throws X {
		throw (X) thrown;
	}

	@Test
	void aPositionAboveTheLogIsNotBelieved() {
		dog("sit");
		this.store.tracking().register(ConsumerId.ofOwnLog("tricks"), 1000);
		ProjectionRunner runner = start(withTricks("tricks"));
		await().atMost(SOON).until(() -> state(runner, "tricks").status() == ProjectionStatus.FAILED);
		assertThat(state(runner, "tricks").failure().cause())
			.contains("The position 1000 of the projection is above the last id of the log, 2.");
		assertThat(this.store.read("tricks")).isEmpty();
	}

}
