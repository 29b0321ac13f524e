package io.eventsourcing.projection.runner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import io.eventsourcing.projection.runner.unit.UnitProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** What happens to events that cannot be handled, on every store. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ParkedEventsContract {

	static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration LEASE = Duration.ofMillis(500);

	static final String NAME = "tricks";

	/** More than are retried or discarded in one round. */
	private static final int MANY = 120;

	/** The tricks that cannot be handled at the moment. */
	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	/** What is thrown for some tricks. */
	private final Map<String, Supplier<RuntimeException>> failures = new ConcurrentHashMap<>();

	private final List<ProjectionRunner> runners = new ArrayList<>();

	private ProjectionStore store;

	private ProjectionRunner runner;

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

	final ProjectionRunner start(ProjectionOptions options) {
		this.runner = this.store.runner().lease(LEASE).projection(NAME, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(String trick, Recording recording) {
				if (ParkedEventsContract.this.refused.contains(trick)) {
					throw new IllegalStateException("No " + trick);
				}
				RuntimeException failure = ParkedEventsContract.this.failures.getOrDefault(trick, () -> null).get();
				if (failure != null) {
					throw failure;
				}
				ParkedEventsContract.this.store.write(NAME, recording.notificationId());
			}

		}), options).build();
		this.runners.add(this.runner);
		this.runner.start();
		return this.runner;
	}

	private ProjectionRunner start() {
		return start(ProjectionOptions.DEFAULTS);
	}

	/** Starts another projection with the same name, which tries each event once. */
	final void start(EventHandlers handlers) {
		this.runner = this.store.runner()
			.lease(LEASE)
			.projection(NAME, handlers, ProjectionOptions.DEFAULTS.maxAttempts(1))
			.build();
		this.runners.add(this.runner);
		this.runner.start();
	}

	final ProjectionStore store() {
		return this.store;
	}

	/** Makes the projection fail to handle a trick. */
	final void refuse(String trick) {
		this.refused.add(trick);
	}

	/** Stops the runner that was started last. */
	final void stop() {
		this.runner.stop();
	}

	final ParkedEvents parked() {
		return this.runner.parkedEvents();
	}

	final long teach(Dog dog, String trick) {
		dog.addTrick(trick);
		List<Recording> saved = this.store.save(dog);
		return saved.get(saved.size() - 1).notificationId();
	}

	final void awaitAll() {
		assertThat(this.runner.projections().awaitAll(SOON)).isTrue();
	}

	static List<Long> ids(List<ParkedEvent> events) {
		return events.stream().map(ParkedEvent::notificationId).toList();
	}

	@Test
	void theAggregateOfAFailureWaitsAndAllOthersGoOn() {
		Dog fido = new Dog("Fido");
		Dog rex = new Dog("Rex");
		this.refused.add("bite");
		long bite = teach(fido, "bite");
		long sit = teach(fido, "sit");
		long other = teach(rex, "sit");
		start();
		awaitAll();
		assertThat(this.store.read(NAME)).containsExactly(other);
		List<ParkedEvent> events = parked().of(NAME);
		assertThat(ids(events)).containsExactly(bite, sit);
		assertThat(events.get(0).attempts()).isEqualTo(3);
		assertThat(events.get(0).cause()).contains("No bite").contains("Dog.TrickAdded");
		assertThat(events.get(0).topic()).isEqualTo("Dog.TrickAdded");
		assertThat(events.get(0).originatorId()).isEqualTo(fido.id());
		assertThat(events.get(1).attempts()).isZero();
		assertThat(events.get(1).cause()).isNull();
		assertThat(this.runner.projections().states().get(0).status()).isEqualTo(ProjectionStatus.LIVE);
		long beg = teach(fido, "beg");
		awaitAll();
		assertThat(ids(parked().of(NAME))).containsExactly(bite, sit, beg);
	}

	@Test
	void aRetryHandlesTheEventsOfAnAggregateInOrderWhileNewOnesArrive() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		List<Long> expected = new ArrayList<>(List.of(teach(fido, "bite"), teach(fido, "sit")));
		start();
		awaitAll();
		this.refused.clear();
		assertThat(parked().retry(NAME)).isEqualTo(2);
		for (int i = 0; i < 20; i++) {
			expected.add(teach(fido, "trick " + i));
		}
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.store.read(NAME).size() + parked().of(NAME).size())
				.isEqualTo(expected.size()));
		// Some events may have been parked after the retry had read the parked events
		parked().retry(NAME, fido.id());
		await().atMost(SOON).until(() -> parked().of(NAME).isEmpty());
		awaitAll();
		assertThat(this.store.read(NAME)).isEqualTo(expected);
		expected.add(teach(fido, "roll over"));
		awaitAll();
		assertThat(this.store.read(NAME)).isEqualTo(expected);
	}

	@Test
	void aRetryThatFailsLeavesTheAggregateParked() {
		Dog fido = new Dog("Fido");
		Dog rex = new Dog("Rex");
		this.refused.addAll(Set.of("bite", "growl"));
		long bite = teach(fido, "bite");
		long sit = teach(fido, "sit");
		long growl = teach(rex, "growl");
		start();
		awaitAll();
		this.refused.remove("growl");
		parked().retry(NAME);
		await().atMost(SOON).until(() -> this.store.read(NAME).contains(growl));
		await().atMost(SOON).until(() -> parked().of(NAME).stream().noneMatch((each) -> each.request() != null));
		List<ParkedEvent> events = parked().of(NAME);
		assertThat(ids(events)).containsExactly(bite, sit);
		assertThat(events.get(0).attempts()).isEqualTo(4);
		assertThat(events.get(0).attemptedAt()).isNotNull();
		assertThat(this.store.read(NAME)).containsExactly(growl);
	}

	@Test
	void aRetryOfManyEventsThatFailsIsNotRepeated() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		List<Long> ids = parkMany(fido);
		assertThat(parked().retry(NAME)).isEqualTo(MANY);
		await().atMost(SOON).until(() -> parked().of(NAME).get(0).attempts() > 3);
		// Carried out in a later round, in which another retry would come first
		assertThat(parked().discard(NAME, ids.get(MANY - 1))).isTrue();
		await().atMost(SOON).until(() -> parked().count(NAME) < MANY);
		assertThat(parked().of(NAME).get(0).attempts()).isEqualTo(4);
		assertThat(ids(parked().of(NAME))).isEqualTo(ids.subList(0, MANY - 1));
	}

	@Test
	void manyDiscardsRetryNothing() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		List<Long> ids = parkMany(fido);
		this.runner.stop();
		ids.subList(1, MANY).forEach((id) -> assertThat(parked().discard(NAME, id)).isTrue());
		this.runner.start();
		await().atMost(SOON).until(() -> parked().count(NAME) == 1);
		ParkedEvent first = parked().of(NAME).get(0);
		assertThat(first.notificationId()).isEqualTo(ids.get(0));
		assertThat(first.attempts()).isEqualTo(3);
		assertThat(first.request()).isNull();
	}

	/** Parks many events of an aggregate, of which the first one is refused. */
	private List<Long> parkMany(Dog dog) {
		List<Long> ids = new ArrayList<>(List.of(teach(dog, "bite")));
		while (ids.size() < MANY) {
			ids.add(teach(dog, "sit"));
		}
		start();
		awaitAll();
		assertThat(ids(parked().of(NAME))).isEqualTo(ids);
		return ids;
	}

	@Test
	void whatFollowsADiscardedEventCanBeRetried() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		long bite = teach(fido, "bite");
		long sit = teach(fido, "sit");
		start();
		awaitAll();
		assertThat(parked().discard(NAME, bite + 1000)).isFalse();
		assertThat(parked().discard(NAME, bite)).isTrue();
		await().atMost(SOON).until(() -> ids(parked().of(NAME)).equals(List.of(sit)));
		assertThat(this.store.read(NAME)).isEmpty();
		parked().retry(NAME);
		await().atMost(SOON).until(() -> parked().of(NAME).isEmpty());
		assertThat(this.store.read(NAME)).containsExactly(sit);
	}

	@Test
	void withoutParkedEventsRequestsHaveNoEffect() {
		Dog fido = new Dog("Fido");
		long sit = teach(fido, "sit");
		start();
		awaitAll();
		assertThat(parked().retry(NAME)).isZero();
		assertThat(parked().retry(NAME, fido.id())).isZero();
		assertThat(parked().discard(NAME, sit)).isFalse();
		assertThat(parked().count(NAME)).isZero();
		assertThat(this.store.read(NAME)).containsExactly(sit);
	}

	@Test
	void requestsOfOtherProcessesAreSeen() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		long bite = teach(fido, "bite");
		start();
		awaitAll();
		this.refused.clear();
		try (ProjectionRunner elsewhere = this.store.runner().build()) {
			assertThat(elsewhere.parkedEvents().retry(NAME)).isOne();
			await().atMost(SOON).until(() -> elsewhere.parkedEvents().of(NAME).isEmpty());
		}
		assertThat(this.store.read(NAME)).containsExactly(bite);
	}

	@Test
	void parkedEventsAreKnownAfterARestart() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		long bite = teach(fido, "bite");
		start();
		awaitAll();
		this.runner.stop();
		long sit = teach(fido, "sit");
		try (LogLines log = new LogLines(UnitProcessor.class)) {
			start();
			awaitAll();
			assertThat(log.lines()).containsExactly(
					"The projection 'tricks' has parked events (1). They wait until they are retried or discarded: fix the cause, then call ParkedEvents.retry(\"tricks\")");
		}
		assertThat(ids(parked().of(NAME))).containsExactly(bite, sit);
		assertThat(this.store.read(NAME)).isEmpty();
	}

	@Test
	void aBrokenHandlerDoesNotParkTheWorld() {
		this.refused.add("sit");
		for (int i = 0; i < 30; i++) {
			teach(new Dog("Dog " + i), "sit");
		}
		start(ProjectionOptions.DEFAULTS.maxAttempts(1));
		awaitFailed();
		assertThat(parked().of(NAME)).hasSize(20);
		this.refused.clear();
		awaitHead();
		assertThat(Set.copyOf(this.store.read(NAME))).hasSize(10);
	}

	@Test
	void aProjectionWithTooManyParkedEventsStops() {
		this.refused.add("bite");
		for (int i = 0; i < 8; i++) {
			teach(new Dog("Bad dog " + i), "bite");
			teach(new Dog("Good dog " + i), "sit");
		}
		start(ProjectionOptions.DEFAULTS.maxAttempts(1).maxParked(5));
		awaitFailed();
		assertThat(parked().of(NAME)).hasSize(5);
		assertThat(Set.copyOf(this.store.read(NAME))).hasSize(5);
		assertThat(this.runner.projections().states().get(0).failure().cause()).contains("No bite");
	}

	final void awaitFailed() {
		await().atMost(SOON).until(() -> this.runner.projections().states().get(0).status() == ProjectionStatus.FAILED);
	}

	final void awaitHead() {
		await().atMost(SOON).until(() -> this.runner.projections().states().get(0).lag() == 0);
	}

	@Test
	void anEventThatCannotBeReadIsParked() {
		Dog fido = new Dog("Fido");
		long sit = teach(fido, "sit");
		StoredEvent event = StoredEvent.builder(fido.id(), 3)
			.type("Dog", "TrickAdded")
			.timestamp(Instant.now())
			.payload("{".getBytes(StandardCharsets.UTF_8))
			.build();
		long unreadable = this.store.recorder().insertEvents(Append.of(List.of(event)));
		start();
		awaitAll();
		assertThat(this.store.read(NAME)).containsExactly(sit);
		List<ParkedEvent> events = parked().of(NAME);
		assertThat(ids(events)).containsExactly(unreadable);
		assertThat(events.get(0).cause()).contains("cannot be decoded: ")
			.contains("Dog.TrickAdded")
			.contains("invalid JSON");
	}

	/** A method that takes a list does not say which event is the cause. */
	@Test
	void theEventForWhichAListCannotBeHandledIsFound() {
		List<Long> expected = new ArrayList<>();
		long bite = 0;
		for (int i = 0; i < 20; i++) {
			long id = teach(new Dog("Dog " + i), (i == 13) ? "bite" : "sit");
			bite = (i == 13) ? id : bite;
			expected.add(id);
		}
		expected.remove(bite);
		long badId = bite;
		this.runner = this.store.runner().projection(NAME, this.store.bind(new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(List<Recording> recordings) {
				if (recordings.stream().anyMatch((each) -> each.notificationId() == badId)) {
					throw new IllegalStateException("No bite");
				}
				recordings.forEach((each) -> ParkedEventsContract.this.store.write(NAME, each.notificationId()));
			}

		}), ProjectionOptions.DEFAULTS.maxAttempts(1)).build();
		this.runners.add(this.runner);
		this.runner.start();
		awaitAll();
		assertThat(ids(parked().of(NAME))).containsExactly(bite);
		assertThat(this.store.read(NAME)).isEqualTo(expected);
	}

	@Test
	void anUnknownEventThatAPatternSelectsIsParked() {
		List<Long> handled = new ArrayList<>();
		long registered = this.store.save(new Dog("Fido")).get(0).notificationId();
		long groomed = insert("Dog", "Groomed", "{}");
		insert("Cat", "Groomed", "{}");
		this.runner = this.store.runner().projection("audit", this.store.bind(new Object() {

			@EventHandler("Dog.*")
			void any(Recording recording) {
				handled.add(recording.notificationId());
			}

		})).build();
		this.runners.add(this.runner);
		this.runner.start();
		awaitAll();
		assertThat(handled).containsExactly(registered);
		assertThat(ids(parked().of("audit"))).containsExactly(groomed);
	}

	private long insert(String aggregate, String type, String payload) {
		return this.store.recorder()
			.insertEvents(Append.of(List.of(StoredEvent.builder(UUID.randomUUID(), 1)
				.type(aggregate, type)
				.timestamp(Instant.now())
				.payload(payload.getBytes(StandardCharsets.UTF_8))
				.build())));
	}

	@Test
	void aFailureThatTheEventCausesIsParkedEvenIfTheDatabaseReportsIt() {
		List<Long> expected = new ArrayList<>();
		for (RuntimeException failure : List.of(new QueryTimeoutException("too slow"),
				new OptimisticLockingFailureException("no such row"))) {
			this.failures.put("bite", () -> failure);
			expected.add(teach(new Dog("Fido"), "bite"));
			if (this.runner == null) {
				start();
			}
			awaitAll();
		}
		assertThat(ids(parked().of(NAME))).isEqualTo(expected);
	}

	@Test
	void aFailureOfTheDatabaseIsNotCounted() {
		AtomicInteger attempts = new AtomicInteger();
		this.failures.put("sit", () -> (attempts.incrementAndGet() <= 5)
				? new TransientDataAccessResourceException("no connection") : null);
		long sit = teach(new Dog("Fido"), "sit");
		start(ProjectionOptions.DEFAULTS.maxAttempts(1));
		awaitAll();
		assertThat(this.store.read(NAME)).containsExactly(sit);
		assertThat(parked().of(NAME)).isEmpty();
		assertThat(attempts).hasValue(6);
	}

	@Test
	void whatFollowsAParkedEventIsLimited() {
		Dog fido = new Dog("Fido");
		this.refused.add("bite");
		teach(fido, "bite");
		for (int i = 0; i < 10; i++) {
			teach(fido, "sit");
		}
		start(ProjectionOptions.DEFAULTS.maxAttempts(1).maxParked(5));
		awaitFailed();
		assertThat(parked().of(NAME)).hasSizeLessThanOrEqualTo(5);
		assertThat(this.store.read(NAME)).isEmpty();
		this.refused.clear();
		parked().retry(NAME);
		await().atMost(SOON).until(() -> this.store.read(NAME).size() == 11);
		awaitHead();
		assertThat(this.store.read(NAME)).isSorted();
	}

	@Test
	void awaitThrowsForASaveWhoseEventsWereParked() {
		this.refused.add("bite");
		start();
		Dog fido = new Dog("Fido");
		fido.addTrick("bite");
		List<Recording> bite = this.store.save(fido);
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> this.runner.projections().await(NAME, bite, SOON))
			.withMessageContaining("No bite");
		fido.addTrick("sit");
		List<Recording> sit = this.store.save(fido);
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> this.runner.projections().await(NAME, sit, SOON))
			.withMessageContaining("waits behind another event");
		assertThat(this.runner.projections().await(NAME, this.store.save(new Dog("Rex")), SOON)).isTrue();
	}

	@Test
	void anEventThatIsParkedEndsTheCallingThread() {
		this.refused.add("bite");
		long bite = teach(new Dog("Fido"), "bite");
		start().stop();
		this.runners.clear();
		ProjectionRunner single = this.runner;
		teach(new Dog("Rex"), "bite");
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(single::run)
			.withStackTraceContaining("No bite");
		assertThat(ids(parked().of(NAME))).contains(bite);
	}

	@Test
	void anUnknownProjectionIsRefused() {
		start();
		assertThatIllegalArgumentException().isThrownBy(() -> parked().of("trick"));
		assertThatIllegalArgumentException().isThrownBy(() -> parked().retry("trick"));
		assertThatIllegalArgumentException().isThrownBy(() -> parked().discard("trick", 1));
	}

}
