package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A projection is paused while its next version takes over, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class PauseContract {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration LEASE = Duration.ofMillis(500);

	private static final ProjectionDefinition FIRST = ProjectionDefinition.named("tricks");

	private final List<ProjectionRunner> runners = new CopyOnWriteArrayList<>();

	private final List<Long> sideEffects = new CopyOnWriteArrayList<>();

	/** The take-over has begun, and both versions are locked. */
	private final CountDownLatch activating = new CountDownLatch(1);

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
		this.runners.forEach(ProjectionRunner::close);
		this.store.close();
	}

	private ProjectionRunner start(int version) {
		ProjectionRunner runner = this.store.runner()
			.lease(LEASE)
			.projection(FIRST.version(version), this.store.bind(new Tricks(version)), ProjectionOptions.DEFAULTS)
			.build();
		this.runners.add(runner);
		runner.start();
		return runner;
	}

	/** Saves dogs; returns the ids of the events that tell of their tricks. */
	private List<Long> teach(int dogs) {
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < dogs; i++) {
			Dog dog = new Dog("Fido");
			dog.addTrick("sit");
			ids.add(this.store.save(dog).get(1).notificationId());
		}
		return ids;
	}

	/** Returns the stored states of version 1 and version 2. */
	private List<ConsumerState> states() {
		return this.store.tracking().consumers().stream().map(TrackedConsumer::state).toList();
	}

	/** Everything was handled by version 2, and each side effect happened once. */
	private void assertThatVersion2Has(List<Long> expected, ProjectionRunner next) {
		assertThat(next.projections().await("tricks", expected.get(expected.size() - 1), SOON)).isTrue();
		assertThat(next.projections().activeVersion("tricks")).isEqualTo(2);
		assertThat(this.store.read("tricks 2")).isEqualTo(expected);
		assertThat(this.sideEffects).isEqualTo(expected);
	}

	@Test
	void aPauseWaitsForTheTakeOverAndThenAppliesToTheNewVersion() {
		List<Long> expected = teach(5);
		ProjectionRunner old = start(1);
		assertThat(old.projections().awaitAll(SOON)).isTrue();
		ProjectionRunner next = start(2);
		awaitLatch(this.activating);
		CompletableFuture<Void> pause = CompletableFuture.runAsync(() -> old.operations().pause("tricks"));
		await().during(LEASE).until(() -> !pause.isDone());
		this.released.countDown();
		pause.join();
		assertThat(next.projections().activeVersion("tricks")).isEqualTo(2);
		assertThat(states()).containsExactly(ConsumerState.RETIRED, ConsumerState.PAUSED);
		expected.addAll(teach(5));
		await().during(LEASE).atMost(SOON).until(() -> this.store.read("tricks 2").size() == 5);
		next.operations().resume("tricks");
		assertThatVersion2Has(expected, next);
	}

	@Test
	void aVersionTakesOverAfterThePauseOnly() {
		List<Long> expected = teach(5);
		ProjectionRunner old = start(1);
		assertThat(old.projections().awaitAll(SOON)).isTrue();
		this.store.tracking().register(FIRST.version(2).id(), 0);
		old.operations().pause("tricks");
		ProjectionRunner next = start(2);
		await().during(LEASE.multipliedBy(2))
			.atMost(SOON)
			.until(() -> next.projections().activeVersion("tricks") == 1 && this.store.read("tricks 2").isEmpty());
		expected.addAll(teach(5));
		this.released.countDown();
		next.operations().resume("tricks");
		await().atMost(SOON).until(() -> next.projections().activeVersion("tricks") == 2);
		assertThatVersion2Has(expected, next);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Notes each trick, and announces it to somebody outside. */
	private final class Tricks {

		private final int version;

		private Tricks(int version) {
			this.version = version;
		}

		@EventHandler("Dog.TrickAdded")
		void added(Recording recording) {
			PauseContract.this.store.write("tricks " + this.version, recording.notificationId());
		}

		@EventHandler(value = "Dog.TrickAdded", replay = false)
		void announce(Recording recording) {
			PauseContract.this.sideEffects.add(recording.notificationId());
		}

		@OnActivation
		void activated() {
			PauseContract.this.activating.countDown();
			awaitLatch(PauseContract.this.released);
		}

	}

}
