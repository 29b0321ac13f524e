package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.NewParkedEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The first events after a process has died, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class CarefulStartContract {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration LEASE = Duration.ofMillis(500);

	private static final ConsumerId TRICKS = ConsumerId.ofOwnLog("tricks");

	private static final ProjectionOptions OPTIONS = ProjectionOptions.DEFAULTS.batchSize(5);

	private final List<Integer> sizes = new CopyOnWriteArrayList<>();

	private final AtomicInteger outages = new AtomicInteger();

	private ProjectionStore store;

	abstract ProjectionStore open();

	@BeforeEach
	void openStore() {
		this.store = open();
		this.store.tracking().register(TRICKS, 0);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	/** Lets a process take the projection, which then neither renews nor releases it. */
	private void die() {
		Runner dead = new Runner(UUID.randomUUID(), "dead", "group");
		await().atMost(SOON).until(() -> {
			this.store.leases().renew(dead, Duration.ofMillis(100), List.of());
			return !this.store.leases().take(dead, Set.of(TRICKS), 1).isEmpty();
		});
	}

	private void run(ProjectionOptions options) {
		ProjectionRunner runner = this.store.runner()
			.lease(LEASE)
			.projection("tricks", this.store.bind(this), options)
			.build();
		try (runner) {
			runner.start();
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
			assertThat(runner.parkedEvents().of("tricks")).isEmpty();
		}
	}

	@EventHandler("Dog.TrickAdded")
	void added(List<Recording> recordings) {
		this.sizes.add(recordings.size());
		if (this.outages.getAndDecrement() > 0) {
			throw new TransientDataAccessResourceException("Part of the test");
		}
		recordings.forEach((each) -> this.store.write("tricks", each.notificationId()));
	}

	private List<Long> teach(int count) {
		Dog dog = new Dog("Fido");
		for (int i = 0; i < count; i++) {
			dog.addTrick("sit");
		}
		return this.store.save(dog).stream().skip(1).map(Recording::notificationId).toList();
	}

	@Test
	void theEventsOfABatchAreHandledOneAtATime() {
		List<Long> ids = teach(12);
		die();
		run(OPTIONS);
		assertThat(this.sizes.subList(0, 6)).startsWith(1, 1, 1, 1, 1).last().matches((size) -> size > 1);
		assertThat(this.store.read("tricks")).isEqualTo(ids);
	}

	@Test
	void eventsThatWereSavedLaterAreHandledTogether() {
		teach(2);
		die();
		run(OPTIONS);
		this.sizes.clear();
		teach(5);
		run(OPTIONS);
		assertThat(this.sizes).containsExactly(5);
	}

	/** Their number is above the maximum of attempts. */
	@Test
	void failuresOfTheDatabaseAreNotTakenForDeaths() {
		List<Long> ids = teach(3);
		this.outages.set(5);
		die();
		run(OPTIONS.maxAttempts(2).onFailure(OnFailure.PARK));
		assertThat(this.store.read("tricks")).isEqualTo(ids);
	}

	/** Nothing points to an event, however often it happens. */
	@Test
	void deathsBeforeAnEventIsHandledDoNotCount() {
		List<Long> ids = teach(3);
		for (int i = 0; i < 4; i++) {
			die();
		}
		run(OPTIONS.maxAttempts(1));
		assertThat(this.store.read("tricks")).isEqualTo(ids);
	}

	/** The request is withdrawn before the event is handled, but it is one attempt. */
	@Test
	void aRetryThatFailsAfterADeathCountsOnce() {
		long id = teach(1).get(0);
		UUID dog = this.store.log().select(id, 1).get(0).originatorId();
		die();
		TrackedPosition start = this.store.tracking().find(TRICKS).orElseThrow().position();
		this.store.tracking()
			.advance(start, id, () -> this.store.parkedEvents()
				.park(TRICKS, List.of(new NewParkedEvent(id, "Dog.TrickAdded", dog, 3, "broken"))));
		this.store.parkedEvents().requestRetry(TRICKS, null);
		ProjectionRunner runner = this.store.runner().lease(LEASE).projection("tricks", this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick) {
				throw new IllegalStateException("still broken");
			}

		}), OPTIONS).build();
		try (runner) {
			runner.start();
			await().atMost(SOON)
				.until(() -> String.valueOf(this.store.parkedEvents().find(TRICKS).get(0).cause())
					.contains("still broken"));
			ParkedEvent parked = this.store.parkedEvents().find(TRICKS).get(0);
			assertThat(parked.attempts()).isEqualTo(4);
			assertThat(parked.request()).isNull();
		}
	}

}
