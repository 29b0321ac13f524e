package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.OperationRefusedException;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.binding.ForeignEvents;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** What rebuilds, versions and partitions do, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ProjectionVersionsContract {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final ProjectionDefinition FIRST = ProjectionDefinition.named("tricks");

	private static final ProjectionDefinition SECOND = FIRST.version(2);

	private static final ProjectionOptions OPTIONS = ProjectionOptions.DEFAULTS.batchSize(20);

	private final List<ProjectionRunner> runners = new CopyOnWriteArrayList<>();

	private final List<Long> sideEffects = new CopyOnWriteArrayList<>();

	private final List<Integer> activations = new CopyOnWriteArrayList<>();

	private ProjectionStore store;

	private Load load;

	abstract ProjectionStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
		this.load = new Load(this.store);
	}

	@AfterEach
	void closeStore() {
		this.load.stop();
		this.runners.forEach(ProjectionRunner::close);
		this.store.close();
	}

	private ProjectionRunnerBuilder runner() {
		return this.store.runner().lease(Duration.ofMillis(500));
	}

	private ProjectionRunner start(ProjectionRunnerBuilder builder) {
		ProjectionRunner runner = builder.build();
		this.runners.add(runner);
		runner.start();
		return runner;
	}

	private ProjectionRunnerBuilder with(ProjectionDefinition... definitions) {
		ProjectionRunnerBuilder builder = runner();
		for (ProjectionDefinition definition : definitions) {
			builder.projection(definition, this.store.bind(new Tricks(definition.version())), OPTIONS);
		}
		return builder;
	}

	/** Notes each trick, and announces it to somebody outside. */
	private final class Tricks {

		private final int version;

		private Tricks(int version) {
			this.version = version;
		}

		@EventHandler("Dog.TrickAdded")
		void added(Recording recording) {
			store().write("tricks " + this.version, recording.notificationId());
		}

		@EventHandler(value = "Dog.TrickAdded", replay = false)
		void announce(Recording recording) {
			assertThat(store().isTransactional() && store().read("tricks " + this.version).isEmpty()).isFalse();
			ProjectionVersionsContract.this.sideEffects.add(recording.notificationId());
		}

		@OnReset
		void reset() {
			store().delete("tricks " + this.version);
		}

		@OnActivation
		void activated() {
			ProjectionVersionsContract.this.activations.add(this.version);
		}

	}

	private ProjectionStore store() {
		return this.store;
	}

	private static void awaitAll(ProjectionRunner runner) {
		assertThat(runner.projections().awaitAll(SOON)).isTrue();
	}

	private static ProjectionState state(ProjectionRunner runner, String name, int version) {
		return runner.projections()
			.states()
			.stream()
			.filter((state) -> state.name().equals(name) && state.version() == version)
			.findFirst()
			.orElseThrow();
	}

	private static ProjectionStatus status(ProjectionRunner runner, int version) {
		return runner.projections()
			.states()
			.stream()
			.filter((state) -> state.version() == version)
			.map(ProjectionState::status)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void aRebuildHandlesAllEventsAgain() {
		ProjectionRunner runner = start(with(FIRST));
		List<Long> expected = new ArrayList<>(this.load.save(30));
		awaitAll(runner);
		this.store.write("tricks 1", -1);
		with(FIRST).build().operations().rebuild("tricks");
		expected.addAll(this.load.save(5));
		awaitAll(runner);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		runner.operations().rebuild("tricks");
		awaitAll(runner);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
		assertThat(runner.projections().states()).first()
			.satisfies((state) -> assertThat(state.replayUntil()).isPositive());
	}

	@Test
	void rebuildsUnderLoadLoseNothingAndRepeatNoSideEffect() {
		ProjectionRunner first = start(with(FIRST));
		start(with(FIRST));
		this.load.start();
		for (int i = 1; i <= 5; i++) {
			int count = i * 40;
			await().atMost(SOON).until(() -> this.load.saved().size() > count);
			first.operations().rebuild("tricks");
		}
		List<Long> expected = this.load.stop();
		awaitAll(first);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
	}

	/** The process ends while it replays, and another one continues. */
	@Test
	void aRebuildContinuesAfterARestart() {
		List<Long> expected = this.load.save(100);
		ProjectionRunner first = start(with(FIRST));
		awaitAll(first);
		first.operations().rebuild("tricks");
		await().atMost(SOON).until(() -> !this.store.read("tricks 1").isEmpty());
		first.stop();
		ProjectionRunner second = start(with(FIRST));
		awaitAll(second);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
	}

	@Test
	void theReadModelOfHandledEventsIsNotEmptied() {
		ProjectionRunner runner = start(with(FIRST));
		List<Long> expected = this.load.save(3);
		awaitAll(runner);
		assertThatIllegalStateException().isThrownBy(runner::emptyReadModels).withMessageContaining("are running");
		runner.stop();
		assertThatIllegalStateException().isThrownBy(runner::emptyReadModels)
			.withMessageContaining("'tricks' has handled the events up to");
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
	}

	/** Otherwise, the events would stay behind the parked ones of their aggregates. */
	@Test
	void aRebuildHandlesParkedEventsAgain() {
		AtomicBoolean broken = new AtomicBoolean(true);
		ProjectionRunner runner = start(runner().projection(FIRST.partitions(2), this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				if (broken.get()) {
					throw new IllegalStateException("broken");
				}
				store().write("tricks 1", recording.notificationId());
			}

			@OnReset
			void reset() {
				store().delete("tricks 1");
			}

		}), OPTIONS.maxAttempts(1)));
		List<Long> expected = this.load.save(20);
		awaitAll(runner);
		assertThat(runner.parkedEvents().count("tricks")).isEqualTo(20);
		broken.set(false);
		runner.operations().rebuild("tricks");
		assertThat(runner.parkedEvents().of("tricks")).isEmpty();
		awaitAll(runner);
		assertThat(this.store.read("tricks 1")).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(runner.parkedEvents().of("tricks")).isEmpty();
	}

	/**
	 * Before it replaces the version that is in use, and makes them visible to readers.
	 */
	@Test
	void parkedEventsOfAVersionThatIsNotInUseAreShownRetriedAndDiscarded() {
		AtomicBoolean broken = new AtomicBoolean(true);
		AtomicBoolean held = new AtomicBoolean(true);
		long bad = this.load.save(10).get(0);
		ProjectionRunner runner = start(runner().projection(FIRST, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				if (recording.notificationId() == bad) {
					throw new IllegalStateException("bad");
				}
			}

		}), OPTIONS.maxAttempts(1)).projection(SECOND, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				if (broken.get()) {
					throw new IllegalStateException("broken");
				}
				store().write("tricks 2", recording.notificationId());
			}

			@OnActivation
			void activated() {
				if (held.get()) {
					throw new IllegalStateException("held");
				}
			}

		}), OPTIONS.maxAttempts(1)));
		ParkedEvents parked = runner.parkedEvents();
		// the second event of a dog waits for the first one
		await().atMost(SOON).until(() -> parked.count("tricks") == 12);
		assertThat(runner.projections().activeVersion("tricks")).isOne();
		assertThat(parked.count("tricks", 1)).isEqualTo(2);
		assertThat(parked.count("tricks", 2)).isEqualTo(10);
		assertThat(parked.of("tricks")).hasSize(12)
			.extracting(ParkedEvent::notificationId, ParkedEvent::version)
			.startsWith(tuple(bad, 1), tuple(bad, 2));
		assertThat(parked.discard("tricks", bad)).isTrue();
		await().atMost(SOON).until(() -> parked.count("tricks", 1) == 1 && parked.count("tricks", 2) == 9);
		broken.set(false);
		runner.operations().pause("tricks");
		assertThat(parked.retry("tricks")).isEqualTo(10);
		runner.operations().resume("tricks");
		await().atMost(SOON).until(() -> parked.of("tricks").isEmpty());
		assertThat(this.store.read("tricks 2")).containsExactlyInAnyOrderElementsOf(this.load.saved().subList(1, 10));
		assertThat(runner.projections().activeVersion("tricks")).isOne();
		held.set(false);
		await().atMost(SOON).until(() -> runner.projections().activeVersion("tricks") == 2);
	}

	/** Nobody would carry out a request for them. */
	@Test
	void parkedEventsOfAVersionThatWasReplacedAreNotShown() {
		ProjectionRunner runner = start(runner().projection(FIRST, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				throw new IllegalStateException("broken");
			}

		}), OPTIONS.maxAttempts(1)));
		List<Long> ids = this.load.save(5);
		awaitAll(runner);
		assertThat(runner.parkedEvents().of("tricks")).extracting(ParkedEvent::version).containsOnly(1);
		ProjectionRunner next = start(with(SECOND));
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		assertThat(next.parkedEvents().of("tricks")).isEmpty();
		assertThat(next.parkedEvents().count("tricks")).isZero();
		assertThat(next.parkedEvents().count("tricks", 1)).isZero();
		assertThat(next.parkedEvents().retry("tricks")).isZero();
		assertThat(next.parkedEvents().discard("tricks", ids.get(0))).isFalse();
		assertThat(this.store.parkedEvents().count(FIRST.id())).isEqualTo(5);
	}

	/** Nobody would carry out a request for them either. */
	@Test
	void parkedEventsOfAVersionThatWasWithdrawnAreNotShown() {
		List<Long> ids = this.load.save(5);
		ProjectionRunner both = start(with(FIRST).projection(SECOND, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				throw new IllegalStateException("broken");
			}

			@OnActivation
			void activated() {
				throw new IllegalStateException("held");
			}

		}), OPTIONS.maxAttempts(1)));
		await().atMost(SOON).until(() -> both.parkedEvents().count("tricks", 2) == 5);
		both.stop();
		ProjectionRunner first = start(with(FIRST));
		awaitAll(first);
		assertThat(first.parkedEvents().of("tricks")).isEmpty();
		assertThat(first.parkedEvents().retry("tricks")).isZero();
		assertThat(first.parkedEvents().discard("tricks", ids.get(0))).isFalse();
		assertThat(this.store.parkedEvents().count(SECOND.id())).isEqualTo(5);
	}

	@Test
	void aRebuildThatFailsChangesNothing() {
		ProjectionRunner runner = start(runner().projection("tricks", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				store().write("tricks 1", recording.notificationId());
			}

			@OnReset
			void reset() {
				throw new IllegalStateException("locked");
			}

		})));
		List<Long> expected = this.load.save(3);
		awaitAll(runner);
		assertThatIllegalStateException().isThrownBy(() -> runner.operations().rebuild("tricks")).withMessage("locked");
		awaitAll(runner);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
	}

	@Test
	void aRebuildWithoutAResetMethodIsRefused() {
		ProjectionRunner runner = start(runner().projection("tricks", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
			}

		})));
		awaitAll(runner);
		assertThatIllegalStateException().isThrownBy(() -> runner.operations().rebuild("tricks"))
			.withMessageContaining("'tricks' cannot be rebuilt")
			.withMessageContaining("@OnReset");
		assertThatIllegalArgumentException().isThrownBy(() -> runner.operations().rebuild("trick"))
			.withMessage("There is no projection with the name 'trick', only [tricks]");
		ProjectionRunner elsewhere = runner().build();
		assertThatIllegalStateException().isThrownBy(() -> elsewhere.operations().rebuild("tricks"))
			.withMessageContaining("does not contain its code");
	}

	@Test
	void aVersionTakesOverUnderLoadAndEachSideEffectHappensOnce() {
		this.load.save(100);
		ProjectionRunner old = start(with(FIRST));
		this.load.start();
		awaitAll(old);
		ProjectionRunner next = start(with(SECOND));
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		assertThat(this.load.isRunning()).isTrue();
		assertThat(this.activations).containsExactly(2);
		assertThat(status(next, 1)).isIn(ProjectionStatus.RETIRED, ProjectionStatus.ORPHANED);
		assertThat(status(old, 1)).isEqualTo(ProjectionStatus.RETIRED);
		old.operations().activate("tricks", 1);
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 1);
		assertThat(this.activations).containsExactly(2, 1);
		next.operations().activate("tricks", 2);
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		List<Long> expected = this.load.stop();
		awaitAll(next);
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected.subList(0, this.store.read("tricks 1").size()));
		assertThat(this.sideEffects).isEqualTo(expected);
		assertThat(this.activations).containsExactly(2, 1, 2);
	}

	@Test
	void aVersionFollowsTheOneInUseUntilItMayReplaceIt() {
		List<Long> expected = this.load.save(10);
		ProjectionRunner old = start(with(FIRST));
		awaitAll(old);
		old.operations().pause("tricks");
		List<Long> later = this.load.save(10);
		AtomicBoolean broken = new AtomicBoolean(true);
		ProjectionRunner next = start(runner().projection(SECOND, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				store().write("tricks 2", recording.notificationId());
			}

			@OnActivation
			void activated() {
				if (broken.get()) {
					throw new IllegalStateException("no right to create views");
				}
			}

		}), OPTIONS));
		await().atMost(SOON).until(() -> status(next, 2) == ProjectionStatus.FAILED);
		assertThat(next.projections().activeVersion("tricks")).isOne();
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
		broken.set(false);
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		expected = new ArrayList<>(expected);
		expected.addAll(later);
		assertThat(next.projections().await("tricks", expected.get(19), SOON)).isTrue();
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
	}

	@Test
	void bothVersionsCanBeInOneProcess() {
		List<Long> expected = new ArrayList<>(this.load.save(10));
		ProjectionRunner runner = start(with(FIRST, SECOND));
		await().atMost(SOON).until(() -> status(runner, 2) == ProjectionStatus.LIVE);
		expected.addAll(this.load.save(10));
		awaitAll(runner);
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
		assertThat(status(runner, 1)).isEqualTo(ProjectionStatus.RETIRED);
	}

	@Test
	void aLowerVersionDoesNotTakeOver() {
		ProjectionRunner next = start(with(SECOND));
		List<Long> expected = this.load.save(10);
		awaitAll(next);
		ProjectionRunner old = start(with(FIRST));
		await().atMost(SOON).until(() -> status(old, 1) == ProjectionStatus.RETIRED);
		assertThat(old.projections().activeVersion("tricks")).isEqualTo(2);
		assertThat(this.store.read("tricks 1")).isEmpty();
		old.operations().activate("tricks", 1);
		await().atMost(SOON).until(() -> old.projections().activeVersion("tricks") == 1);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
		assertThatIllegalArgumentException().isThrownBy(() -> old.operations().activate("tricks", 3))
			.withMessage("There is no version 3 of the projection 'tricks', only [1, 2]");
	}

	@Test
	void theOrderOfDefinitionDoesNotMatter() {
		List<Long> expected = this.load.save(10);
		ProjectionRunner runner = with(SECOND, FIRST).build();
		runner.run();
		assertThat(runner.projections().activeVersion("tricks")).isEqualTo(2);
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
		assertThat(this.activations).containsExactly(2);
	}

	@Test
	void aVersionTakesOverFromOneThatIsBeingRebuilt() {
		List<Long> expected = this.load.save(60);
		ProjectionRunner old = start(with(FIRST));
		awaitAll(old);
		old.operations().pause("tricks");
		old.operations().rebuild("tricks");
		ProjectionRunner next = start(with(SECOND));
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
		// Otherwise, its version may already be in use again before it is paused
		old.close();
		assertThatIllegalStateException().isThrownBy(() -> {
			next.operations().activate("tricks", 1);
			next.operations().pause("tricks");
			next.operations().activate("tricks", 1);
		}).withMessageContaining("is paused");
	}

	@Test
	void aRequestIsWithdrawnByActivatingTheVersionInUse() {
		ProjectionRunner runner = start(with(SECOND));
		// An empty log is handled before the version is stored
		await().atMost(SOON).until(() -> status(runner, 2) == ProjectionStatus.LIVE);
		this.store.tracking().register(FIRST.id(), 0);
		runner.operations().activate("tricks", 1);
		runner.operations().activate("tricks", 2);
		assertThat(status(runner, 1)).isEqualTo(ProjectionStatus.ORPHANED);
		ProjectionRunner next = start(with(FIRST.version(3)));
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 3);
	}

	@Test
	void aPartitionedVersionTakesOverWhenAllPartitionsHaveCaughtUp() {
		AtomicBoolean broken = new AtomicBoolean(true);
		List<UUID> dogs = this.load.dogs();
		List<Long> expected = this.load.save(40);
		ProjectionRunner old = start(with(FIRST));
		awaitAll(old);
		ProjectionRunner next = start(runner().projection(SECOND.partitions(3), this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(@AggregateId UUID dogId, Recording recording) {
				if (broken.get() && dogId.equals(dogs.get(0))) {
					throw new IllegalStateException("broken");
				}
				store().write("tricks 2", recording.notificationId());
			}

		}), OPTIONS.maxAttempts(1).onFailure(OnFailure.STOP)));
		await().atMost(SOON)
			.until(() -> next.projections()
				.states()
				.stream()
				.anyMatch((state) -> state.status() == ProjectionStatus.FAILED));
		assertThat(next.projections().activeVersion("tricks")).isOne();
		broken.set(false);
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		assertThat(handled("tricks 2")).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void partitionsAreNotReplacedDuringARebuild() {
		ProjectionRunner runner = start(with(FIRST.partitions(2)));
		this.load.save(20);
		awaitAll(runner);
		runner.operations().pause("tricks");
		runner.operations().rebuild("tricks");
		assertThatIllegalStateException().isThrownBy(() -> runner.operations().repartition("tricks", 3))
			.withMessageContaining("while it is being rebuilt");
	}

	@Test
	void aProjectionThatStartsAtTheEndSeesNothingFromBefore() {
		this.load.save(10);
		ProjectionDefinition definition = FIRST.from(Start.END);
		CompletableFuture<?>[] starts = new CompletableFuture<?>[2];
		for (int i = 0; i < starts.length; i++) {
			starts[i] = CompletableFuture
				.runAsync(() -> start(runner().projection(definition, tricksWithoutReset(), OPTIONS)));
		}
		CompletableFuture.allOf(starts).join();
		ProjectionRunner runner = runner().projection(definition, tricksWithoutReset(), OPTIONS).build();
		await().atMost(SOON).until(() -> status(runner, 1) == ProjectionStatus.LIVE);
		List<Long> expected = this.load.save(5);
		awaitAll(runner);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		assertThatExceptionOfType(ProjectionDefinitionException.class).isThrownBy(() -> with(definition))
			.withMessageContaining("starts at the end of the log");
	}

	/** The threads of the runner may begin to work at any later time. */
	@Test
	void aProjectionThatStartsAtTheEndSeesWhatIsSavedRightAfterTheStart() {
		this.load.save(10);
		CountDownLatch begin = new CountDownLatch(1);
		ProjectionRunner runner = start(
				runner().projection(FIRST.from(Start.END), tricksWithoutReset(), OPTIONS).threadFactory((task) -> {
					Thread thread = new Thread(() -> {
						hold(begin);
						task.run();
					});
					thread.setDaemon(true);
					return thread;
				}));
		List<Long> expected = this.load.save(5);
		begin.countDown();
		await().atMost(SOON).until(() -> status(runner, 1) == ProjectionStatus.LIVE);
		awaitAll(runner);
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
	}

	/**
	 * The higher version would otherwise be the first one, and have the side effects of
	 * all events.
	 */
	@Test
	void aVersionWhoseStartIsNotKnownYetStaysTheFirst() {
		try (MemoryProjectionStore remote = new MemoryProjectionStore();
				UnreliableLog kennel = new UnreliableLog(remote.recorder())) {
			List<Long> expected = new Load(remote).save(10);
			ProjectionRunner runner = start(runner()
				.projection(ProjectionDefinition.named("own").from(Start.END), tricksWithoutReset(), OPTIONS)
				.projection(SECOND.follows("kennel"), ForeignEvents.of(new Tricks(2)), new JacksonTranscoder(), OPTIONS,
						kennel.log(), kennel)
				.projection(FIRST.from(Start.END).follows("kennel"), ForeignEvents.of(new Announcements()),
						new JacksonTranscoder(), OPTIONS, kennel.log(), kennel));
			await().atMost(SOON).until(() -> state(runner, "own", 1).status() == ProjectionStatus.LIVE);
			assertThat(this.store.tracking().consumers()).extracting((row) -> row.id().consumer())
				.containsExactly("own");
			assertThat(runner.projections().states()).extracting(ProjectionState::name, ProjectionState::log)
				.containsExactly(tuple("own", "log"), tuple("tricks", "kennel"), tuple("tricks", "kennel"));
			kennel.readable();
			await().atMost(SOON).until(() -> runner.projections().activeVersion("tricks") == 2);
			assertThat(this.store.read("tricks 2")).isEqualTo(expected);
			assertThat(this.sideEffects).isEmpty();
			assertThat(this.activations).containsExactly(2);
			assertThat(state(runner, "tricks", 2).log()).isEqualTo("kennel");
		}
	}

	private static void hold(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private EventHandlers tricksWithoutReset() {
		return this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) {
				store().write("tricks 1", recording.notificationId());
			}

		});
	}

	@Test
	void partitionsKeepTheOrderOfEachAggregateWhileTheirNumberChanges() {
		Map<UUID, List<Long>> seen = Collections.synchronizedMap(new HashMap<>());
		Object handlers = new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(@AggregateId UUID dogId, Recording recording) {
				store().write("tricks 1", recording.notificationId());
				seen.computeIfAbsent(dogId, (id) -> new CopyOnWriteArrayList<>()).add(recording.notificationId());
			}

		};
		ProjectionDefinition definition = FIRST.partitions(4);
		ProjectionRunner first = start(runner().projection(definition, this.store.bind(handlers), OPTIONS));
		ProjectionRunner second = start(runner().projection(definition, this.store.bind(handlers), OPTIONS));
		this.load.start();
		int count = 0;
		for (int partitions : List.of(3, 4, 1, 2)) {
			int next = count + 40;
			await().atMost(SOON).until(() -> this.load.saved().size() > next);
			count = this.load.saved().size();
			first.operations().repartition("tricks", partitions);
			assertThat(second.projections().states()).hasSize(partitions);
		}
		List<Long> expected = this.load.stop();
		awaitAll(first);
		assertThat(this.store.read("tricks 1")).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(seen.values()).isNotEmpty().allSatisfy((ids) -> assertThat(ids).isSorted().doesNotHaveDuplicates());
		assertThatIllegalArgumentException().isThrownBy(() -> first.operations().repartition("tricks", 0));
	}

	@Test
	void aFailingAggregateStopsNoOtherAndStaysParkedWhenThePartitionsChange() {
		AtomicBoolean broken = new AtomicBoolean(true);
		List<UUID> dogs = new ArrayList<>();
		Object handlers = new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(@AggregateId UUID dogId, Recording recording) {
				if (broken.get() && dogId.equals(dogs.get(0))) {
					throw new IllegalStateException("broken");
				}
				store().write("tricks 1", recording.notificationId());
			}

		};
		dogs.addAll(this.load.dogs());
		ProjectionRunner runner = start(
				runner().projection(FIRST.partitions(3), this.store.bind(handlers), OPTIONS.maxAttempts(1)));
		List<Long> saved = this.load.save(40);
		awaitAll(runner);
		List<Long> bad = this.load.of(dogs.get(0));
		assertThat(handled("tricks 1")).hasSize(saved.size() - bad.size()).doesNotContainAnyElementsOf(bad);
		assertThat(runner.parkedEvents().of("tricks")).extracting((event) -> event.notificationId()).isEqualTo(bad);
		runner.operations().repartition("tricks", 2);
		assertThat(runner.parkedEvents().of("tricks")).extracting((event) -> event.notificationId()).isEqualTo(bad);
		broken.set(false);
		assertThat(runner.parkedEvents().retry("tricks")).isEqualTo(bad.size());
		await().atMost(SOON).until(() -> runner.parkedEvents().of("tricks").isEmpty());
		assertThat(handled("tricks 1")).containsExactlyInAnyOrderElementsOf(saved);
	}

	/**
	 * Returns the entries of a projection that had failures; in memory, a transaction
	 * that fails is not rolled back, so entries are there more than once.
	 */
	private List<Long> handled(String projection) {
		List<Long> entries = this.store.read(projection);
		return this.store.isTransactional() ? entries : entries.stream().distinct().toList();
	}

	@Test
	void aProjectionIsForgottenWhenItsCodeIsGone() {
		List<Long> expected = this.load.save(5);
		ProjectionRunner runner = start(with(FIRST));
		awaitAll(runner);
		ProjectionRunner elsewhere = runner().build();
		assertThatIllegalStateException().isThrownBy(() -> runner.operations().forget("tricks"))
			.withMessageContaining("this process contains its code");
		assertThatIllegalStateException().isThrownBy(() -> elsewhere.operations().forget("tricks"))
			.withMessageContaining("a running process contains its code");
		runner.stop();
		assertThat(elsewhere.projections().states()).extracting(ProjectionState::status)
			.containsExactly(ProjectionStatus.ORPHANED);
		elsewhere.operations().forget("tricks");
		assertThat(elsewhere.projections().states()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> elsewhere.operations().forget("tricks"));
		runner.start();
		awaitAll(runner);
		expected = new ArrayList<>(expected);
		expected.addAll(List.copyOf(expected));
		assertThat(this.store.read("tricks 1")).isEqualTo(expected);
	}

	@Test
	void aVersionIsForgottenUnlessItIsInUse() {
		ProjectionRunner runner = start(with(FIRST, SECOND));
		await().atMost(SOON).until(() -> runner.projections().activeVersion("tricks") == 2);
		ProjectionRunner elsewhere = runner().build();
		assertThatIllegalStateException().isThrownBy(() -> elsewhere.operations().forget("tricks", 1))
			.withMessageContaining("a running process contains its code");
		runner.stop();
		assertThatIllegalStateException().isThrownBy(() -> elsewhere.operations().forget("tricks", 2))
			.withMessageContaining("Version 2 of the projection 'tricks' is in use");
		elsewhere.operations().forget("tricks", 1);
		assertThat(elsewhere.projections().states()).extracting(ProjectionState::version).containsExactly(2);
	}

	@Test
	void thePositionInALogThatIsNoLongerFollowedIsForgotten() {
		try (MemoryProjectionStore remote = new MemoryProjectionStore();
				UnreliableLog kennel = new UnreliableLog(remote.recorder())) {
			kennel.readable();
			ProjectionRunner before = start(runner().projection(FIRST, this.store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(Recording recording) {
					throw new IllegalStateException("broken");
				}

			}), OPTIONS.maxAttempts(1)));
			this.load.save(3);
			awaitAll(before);
			assertThat(this.store.parkedEvents().count(FIRST.id())).isEqualTo(3);
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> before.operations().forget("tricks", "log"))
				.withMessageContaining("contains code that follows this log");
			before.stop();
			ProjectionRunner runner = start(runner().projection(FIRST.follows("kennel"),
					ForeignEvents.of(new Tricks(1)), new JacksonTranscoder(), OPTIONS, kennel.log(), kennel));
			List<Long> expected = new ArrayList<>(new Load(remote).save(3));
			awaitAll(runner);
			ProjectionRunner elsewhere = runner().build();
			for (ProjectionRunner each : List.of(runner, elsewhere)) {
				assertThatExceptionOfType(OperationRefusedException.class)
					.isThrownBy(() -> each.operations().forget("tricks", "kennel"));
				assertThatIllegalArgumentException().isThrownBy(() -> each.operations().forget("tricks", "kenel"))
					.withMessage("The projection 'tricks' has no position in the log 'kenel', only in [kennel, log]");
				assertThatIllegalArgumentException().isThrownBy(() -> each.operations().forget("trick", "log"));
			}
			elsewhere.operations().forget("tricks", "log");
			assertThat(runner.projections().states()).extracting(ProjectionState::log).containsExactly("kennel");
			assertThat(this.store.parkedEvents().count(FIRST.id())).isZero();
			expected.addAll(new Load(remote).save(3));
			awaitAll(runner);
			assertThat(this.store.read("tricks 1")).isEqualTo(expected);
		}
	}

	/** The stored positions do not tell which log a version follows. */
	@Test
	void thePositionsInALogAreForgottenOnlyForVersionsThatFollowAnotherOne() {
		for (ProjectionDefinition definition : List.of(FIRST, FIRST.follows("kennel"), SECOND)) {
			this.store.tracking().register(definition.id(), 2, 0);
		}
		ProjectionRunner elsewhere = runner().build();
		for (String log : List.of("log", "kennel")) {
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> elsewhere.operations().forget("tricks", log))
				.withMessageContaining("none contains code that follows another log");
		}
		try (MemoryProjectionStore remote = new MemoryProjectionStore();
				UnreliableLog kennel = new UnreliableLog(remote.recorder())) {
			ProjectionRunner runner = runner()
				.projection(FIRST.follows("kennel"), ForeignEvents.of(new Tricks(1)), new JacksonTranscoder(), OPTIONS,
						kennel.log(), kennel)
				.build();
			runner.operations().forget("tricks", "log");
			assertThat(this.store.tracking().consumers())
				.extracting((row) -> row.id().version(), (row) -> row.id().upstream())
				.containsExactly(tuple(1, "kennel"), tuple(1, "kennel"), tuple(2, "log"), tuple(2, "log"));
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> runner.operations().forget("tricks", "log"));
		}
	}

	/** Announces each trick, and writes nothing. */
	private final class Announcements {

		@EventHandler(value = "Dog.TrickAdded", replay = false)
		void announce(Recording recording) {
			ProjectionVersionsContract.this.sideEffects.add(recording.notificationId());
		}

	}

	/** The log of a server that cannot be reached at first. */
	private static final class UnreliableLog implements NotificationRecorder, LogIdentity, AutoCloseable {

		private final NotificationRecorder recorder;

		private final UUID id = UUID.randomUUID();

		private final StoppableNotificationLog log = NotificationLog.builder(this).build();

		private volatile boolean readable;

		UnreliableLog(NotificationRecorder recorder) {
			this.recorder = recorder;
		}

		NotificationLog log() {
			return this.log;
		}

		void readable() {
			this.readable = true;
		}

		private NotificationRecorder requireReadable() {
			if (!this.readable) {
				throw new DataAccessResourceFailureException("The log cannot be read");
			}
			return this.recorder;
		}

		@Override
		public List<Notification> selectNotifications(NotificationQuery query) {
			return requireReadable().selectNotifications(query);
		}

		@Override
		public long maxNotificationId() {
			return requireReadable().maxNotificationId();
		}

		@Override
		public Registration onAppend(Runnable listener) {
			return this.recorder.onAppend(listener);
		}

		@Override
		public UUID read() {
			requireReadable();
			return this.id;
		}

		@Override
		public void close() {
			this.log.close();
		}

	}

	/** Saves tricks of a few dogs, one after the other. */
	private static final class Load {

		private final ProjectionStore store;

		private final List<Dog> dogs = List.of(new Dog("Fido"), new Dog("Rex"), new Dog("Lassie"), new Dog("Toto"),
				new Dog("Snoopy"));

		private final List<Recording> saved = new CopyOnWriteArrayList<>();

		private final AtomicInteger number = new AtomicInteger();

		private final AtomicBoolean stopped = new AtomicBoolean();

		private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

		private Load(ProjectionStore store) {
			this.store = store;
		}

		private List<UUID> dogs() {
			return this.dogs.stream().map(Dog::id).toList();
		}

		private List<Long> save(int count) {
			int from = this.saved.size();
			for (int i = 0; i < count; i++) {
				int next = this.number.incrementAndGet();
				Dog dog = this.dogs.get(next % this.dogs.size());
				dog.addTrick("trick " + next);
				this.saved.addAll(this.store.save(dog)
					.stream()
					.filter((recording) -> recording.event().name().equals("TrickAdded"))
					.toList());
			}
			return saved().subList(from, this.saved.size());
		}

		private void start() {
			this.running = CompletableFuture.runAsync(() -> {
				while (!this.stopped.get()) {
					save(1);
				}
			});
		}

		private boolean isRunning() {
			return !this.running.isDone();
		}

		private List<Long> stop() {
			this.stopped.set(true);
			this.running.join();
			return saved();
		}

		private List<Long> saved() {
			return this.saved.stream().map(Recording::notificationId).toList();
		}

		private List<Long> of(UUID dog) {
			return this.saved.stream()
				.filter((recording) -> recording.event().originatorId().equals(dog))
				.map(Recording::notificationId)
				.toList();
		}

	}

}
