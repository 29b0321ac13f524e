package io.eventsourcing.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.SaveInHandlerException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

/** What process applications promise with every store. */
abstract class ProcessContract {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final List<ApplicationSystem> systems = new ArrayList<>();

	private ProcessStore store;

	private School school;

	/** Opens an empty store. */
	abstract ProcessStore open();

	/** Saves dogs. */
	private static final class School extends Application {

		School(Infrastructure infrastructure) {
			super(infrastructure);
		}

		List<Recording> teach(String... tricks) {
			Dog dog = new Dog("Fido");
			for (String trick : tricks) {
				dog.addTrick(trick);
			}
			return save(dog);
		}

	}

	@BeforeEach
	void openStore() {
		this.store = open();
		this.store.infrastructure().eventLog().topics().register(Dog.class);
		this.store.infrastructure().eventLog().topics().register(TrickCounter.class);
		this.school = new School(this.store.infrastructure());
	}

	@AfterEach
	void close() {
		this.systems.forEach(ApplicationSystem::close);
		this.store.close();
	}

	private Infrastructure infrastructure() {
		return this.store.infrastructure();
	}

	private ApplicationSystem system(Application... applications) {
		ApplicationSystem system = ApplicationSystem.pipe(applications);
		this.systems.add(system);
		return system;
	}

	private TrackedConsumer stored(String name) {
		return infrastructure().consumers().tracking().find(ConsumerId.ofOwnLog(name)).orElseThrow();
	}

	private long position(String name) {
		return stored(name).position().notificationId();
	}

	private long head() {
		return infrastructure().notificationLog().maxId();
	}

	/** Makes all events of a system that is started take effect. */
	private void settle(ApplicationSystem system) {
		await().atMost(SOON).until(() -> {
			long before = head();
			return system.projections().awaitAll(Duration.ofSeconds(10)) && head() == before;
		});
	}

	@Test
	void eventsLeadToEventsOfOtherAggregates() {
		TrickCounters counters = new TrickCounters(infrastructure());
		ApplicationSystem system = system(this.school, counters);
		this.school.teach("sit", "beg");
		system.run();
		this.school.teach("sit");
		system.run();
		system.run();
		assertThat(counters.count("sit")).isEqualTo(2);
		assertThat(counters.count("beg")).isOne();
		assertThat(position("counters")).isEqualTo(head());
	}

	@Test
	void threadsHandleWhatWasThereAndWhatComes() {
		TrickCounters counters = new TrickCounters(infrastructure());
		ApplicationSystem system = system(this.school, counters);
		this.school.teach("sit");
		system.start();
		this.school.teach("sit", "sit");
		settle(system);
		assertThat(counters.count("sit")).isEqualTo(3);
		assertThatIllegalStateException().isThrownBy(system::run);
	}

	/** Runs a policy that is written as one method. */
	private static class Policy extends ProcessApplication {

		final List<DomainEvent> seen = new ArrayList<>();

		Policy(Infrastructure infrastructure) {
			super(infrastructure);
		}

		@Override
		public String name() {
			return "policy";
		}

		@Override
		protected void policy(DomainEvent event, Processing processing) {
			this.seen.add(event);
		}

	}

	@Test
	void aPolicyThatCollectsNothingMovesThePosition() {
		Policy policy = new Policy(infrastructure()) {

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				super.policy(event, processing);
				assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
				Dog unchanged = repository().get(Dog.class, event.originatorId());
				processing.collectEvents(unchanged);
			}

		};
		this.school.teach("sit");
		system(policy).run();
		system(policy).run();
		assertThat(policy.seen).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded");
		assertThat(position("policy")).isEqualTo(head());
	}

	@Test
	void aPolicySelectsTopics() {
		Policy policy = new Policy(infrastructure()) {

			@Override
			public Set<String> topics() {
				return Set.of("Dog.TrickAdded");
			}

		};
		this.school.teach("sit", "beg");
		system(policy).run();
		assertThat(policy.seen).extracting(DomainEvent::name).containsExactly("TrickAdded", "TrickAdded");
		assertThat(position("policy")).isEqualTo(head());
	}

	@Test
	void aPolicySelectsAllNamesOfAnEvent() {
		Policy policy = new Policy(infrastructure()) {

			@Override
			public Set<String> topics() {
				return Set.of("Dog.TrickLearned");
			}

		};
		this.school.teach("sit");
		system(policy).run();
		assertThat(policy.seen).extracting(DomainEvent::name).containsExactly("TrickAdded");
	}

	@Test
	void aSaveInAPolicyIsRefused() {
		Policy policy = new Policy(infrastructure()) {

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				save(new Dog("Rex"));
			}

		};
		this.school.teach("sit");
		long head = head();
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(() -> system(policy).run())
			.havingCause()
			.havingCause()
			.isInstanceOf(SaveInHandlerException.class)
			.withMessageContaining("process application 'policy'")
			.withMessageContaining("processing.collectEvents(..)");
		assertThat(head()).isEqualTo(head);
		assertThat(policy.save(new Dog("Rex"))).as("outside the policy").hasSize(1);
	}

	@Test
	void aPolicyThatWaitsForItselfIsRefused() {
		AtomicReference<ApplicationSystem> system = new AtomicReference<>();
		system.set(system(new Policy(infrastructure()) {

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				system.get().projections().await("policy", 1, SOON);
			}

		}));
		this.school.teach("sit");
		assertThatExceptionOfType(ProjectionFailedException.class).isThrownBy(() -> system.get().run())
			.havingCause()
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageStartingWith("The projection 'policy' cannot wait for itself");
	}

	@Test
	void eventsCannotBeCollectedAfterThePolicy() {
		List<Processing> kept = new ArrayList<>();
		Policy policy = new Policy(infrastructure()) {

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				kept.add(processing);
			}

		};
		this.school.teach();
		system(policy).run();
		assertThatIllegalStateException().isThrownBy(() -> kept.get(0).collectEvents(new Dog("Rex")))
			.withMessageContaining("already returned");
	}

	@Test
	void anotherObjectOfACollectedAggregateIsRefused() {
		List<Throwable> refused = new ArrayList<>();
		Policy policy = new Policy(infrastructure()) {

			@Override
			public Set<String> topics() {
				return Set.of("Dog.Registered");
			}

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				Dog dog = repository().get(Dog.class, event.originatorId());
				Dog other = repository().get(Dog.class, event.originatorId());
				dog.addTrick("sit");
				processing.collectEvents(dog, dog);
				refused.add(catchThrowable(() -> processing.collectEvents(other)));
				assertThat(repository().get(Dog.class, dog.id())).isSameAs(dog);
			}

		};
		Dog fido = new Dog("Fido");
		this.school.save(fido);
		system(policy).run();
		assertThat(refused).singleElement()
			.isInstanceOf(IllegalArgumentException.class)
			.extracting(Throwable::getMessage)
			.asString()
			.isEqualTo(
					"Another object of the aggregate %s, a io.eventsourcing.process.Dog, has already been collected, and only one can be saved. Load each aggregate once, or collect it as soon as it is loaded: repository() then returns the collected object."
						.formatted(fido.id()));
		assertThat(policy.repository().get(Dog.class, fido.id()).version()).isEqualTo(2);
	}

	@Test
	void eventsCarryTheirCause() {
		List<Recording> first = this.school.teach("sit");
		List<Recording> second;
		try (Metadata.Scope scope = Metadata.with(Metadata.CORRELATION_ID, "request 7");
				Metadata.Scope user = Metadata.with("user", "ada")) {
			second = this.school.teach("beg");
		}
		ApplicationSystem system = system(this.school, new TrickCounters(infrastructure()));
		try (Metadata.Scope reader = Metadata.with("user", "reader");
				Metadata.Scope own = Metadata.with(Metadata.CORRELATION_ID, "reader")) {
			system.run();
			assertThat(Metadata.current()).hasSize(2);
		}
		String sit = Long.toString(first.get(1).notificationId());
		assertThat(metadata("sit")).isNotEmpty()
			.allSatisfy(
					(each) -> assertThat(each).containsOnly(entry("correlationId", sit), entry("causationId", sit)));
		assertThat(metadata("beg")).isNotEmpty()
			.allSatisfy((each) -> assertThat(each).containsOnly(entry("correlationId", "request 7"),
					entry("causationId", Long.toString(second.get(1).notificationId()))));
	}

	@Test
	void eventsOfAChainHaveOneCorrelationAndNameTheirCauses() {
		List<Recording> taught = this.school.teach("sit");
		ProcessApplication puppies = new ProcessApplication(infrastructure()) {

			@Override
			public String name() {
				return "puppies";
			}

			@Override
			public void policy(DomainEvent event, Processing processing) {
				if (event.name().equals("Incremented")) {
					processing.collectEvents(new Dog("puppy"));
				}
				else if (event.payload() instanceof EventArguments arguments
						&& arguments.asMap().containsValue("puppy")) {
					processing.collectEvents(new Dog("grandchild"));
				}
			}

		};
		ApplicationSystem system = system(this.school, new TrickCounters(infrastructure()), puppies);
		system.run();
		List<Notification> log = infrastructure().notificationLog().select(1, 10);
		assertThat(log).extracting((each) -> each.event().topic())
			.containsExactly("Dog.Registered", "Dog.TrickAdded", "TrickCounter.Started", "TrickCounter.Incremented",
					"Dog.Registered", "Dog.Registered");
		long first = taught.get(1).notificationId();
		assertThat(log.get(3).event().metadata()).isEqualTo(metadata(first, first));
		assertThat(log.get(4).event().metadata()).isEqualTo(metadata(log.get(3).id(), first));
		assertThat(log.get(5).event().metadata()).isEqualTo(metadata(log.get(4).id(), first));
	}

	private static String metadata(long causationId, long correlationId) {
		return "{\"causationId\":\"%d\",\"correlationId\":\"%d\"}".formatted(causationId, correlationId);
	}

	private List<Map<String, String>> metadata(String trick) {
		return infrastructure().eventStore().get(TrickCounter.id(trick)).stream().map(DomainEvent::metadata).toList();
	}

	@Test
	void afterAConflictThePolicyRunsAgain() {
		AtomicInteger attempts = new AtomicInteger();
		TrickCounters counters = new TrickCounters(infrastructure()) {

			@Override
			void count(String trick, Processing processing) {
				super.count(trick, processing);
				if (attempts.incrementAndGet() < PolicyProcessor.MAX_ATTEMPTS) {
					increment(trick);
				}
			}

		};
		this.school.teach("sit");
		system(counters).run();
		assertThat(attempts).hasValue(PolicyProcessor.MAX_ATTEMPTS);
		assertThat(counters.count("sit")).isEqualTo(PolicyProcessor.MAX_ATTEMPTS);
	}

	/** Increments a counter as another process does. */
	private void increment(String trick) {
		CompletableFuture.runAsync(() -> {
			TrickCounter counter = infrastructure().repository()
				.find(TrickCounter.class, TrickCounter.id(trick))
				.orElseGet(() -> new TrickCounter(trick));
			counter.increment();
			infrastructure().repository().save(counter);
		}).join();
	}

	@Test
	void anEventThatIsAlwaysInConflictIsParkedAndRetried() {
		AtomicBoolean busy = new AtomicBoolean(true);
		AtomicInteger attempts = new AtomicInteger();
		TrickCounters counters = new TrickCounters(infrastructure()) {

			@Override
			void count(String trick, Processing processing) {
				super.count(trick, processing);
				if (trick.equals("sit") && busy.get()) {
					attempts.incrementAndGet();
					increment(trick);
				}
			}

		};
		ApplicationSystem system = system(counters);
		List<Recording> saved = this.school.teach("sit", "beg");
		this.school.teach("beg");
		system.start();
		settle(system);
		assertThat(attempts).hasValue(3 * PolicyProcessor.MAX_ATTEMPTS);
		assertThat(parked()).extracting(ParkedEvent::notificationId)
			.containsExactly(saved.get(1).notificationId(), saved.get(2).notificationId());
		assertThat(parked().get(0).cause()).contains(RecordConflictException.class.getName())
			.contains("in conflict with other saves 10 times in a row");
		assertThat(counters.count("beg")).isOne();
		busy.set(false);
		int before = counters.count("sit");
		assertThat(system.parkedEvents().retry("counters")).isEqualTo(2);
		await().atMost(SOON).until(() -> parked().isEmpty());
		assertThat(counters.count("sit")).isEqualTo(before + 1);
		assertThat(counters.count("beg")).isEqualTo(2);
		assertThat(stored("counters").failure()).isNull();
	}

	private List<ParkedEvent> parked() {
		return infrastructure().consumers().parkedEvents().find(ConsumerId.ofOwnLog("counters"));
	}

	@Test
	void aParkedEventThatLeadsToNothingIsRemovedAsWell() {
		AtomicBoolean broken = new AtomicBoolean(true);
		Policy policy = new Policy(infrastructure()) {

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				if (broken.get()) {
					throw new IllegalStateException("broken");
				}
				super.policy(event, processing);
			}

		};
		ApplicationSystem system = system(policy);
		this.school.teach("sit");
		system.start();
		ConsumerId id = ConsumerId.ofOwnLog("policy");
		await().atMost(SOON).until(() -> infrastructure().consumers().parkedEvents().count(id) == 2);
		broken.set(false);
		system.parkedEvents().retry("policy");
		await().atMost(SOON).until(() -> infrastructure().consumers().parkedEvents().count(id) == 0);
		assertThat(policy.seen).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded");
	}

	@Test
	@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void aPolicyThatDoesNotReturnIsReported() {
		assertIsReported((released) -> new Policy(infrastructure()) {

			@Override
			protected void policy(DomainEvent event, Processing processing) {
				hang(released);
			}

		});
	}

	@Test
	@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void aMethodOfAProcessThatDoesNotReturnIsReported() {
		assertIsReported((released) -> new TrickCounters(infrastructure(), "policy") {

			@Override
			void count(String trick, Processing processing) {
				hang(released);
			}

		});
	}

	private static void hang(CountDownLatch released) {
		try {
			released.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertIsReported(Function<CountDownLatch, ProcessApplication> factory) {
		CountDownLatch released = new CountDownLatch(1);
		ConsumerRecorders consumers = infrastructure().consumers();
		ProjectionRunnerBuilder builder = ProjectionRunner
			.builder(infrastructure().notificationLog(), infrastructure().eventLog().mapper(), consumers.tracking(),
					consumers.leases(), consumers.parkedEvents())
			.lease(Duration.ofMillis(500))
			.handlerTimeout(Duration.ofMillis(500));
		Processes.add(builder, factory.apply(released), infrastructure().eventLog().topics(),
				ProjectionOptions.DEFAULTS);
		List<Recording> saved = this.school.teach("sit");
		try (ProjectionRunner runner = builder.build()) {
			runner.start();
			await().atMost(SOON).until(() -> runner.projections().states().get(0).status() == ProjectionStatus.STUCK);
			ProjectionState.Failure failure = runner.projections().states().get(0).failure();
			assertThat(failure.notificationId()).isIn(saved.get(0).notificationId(), saved.get(1).notificationId());
			assertThat(failure.cause()).contains("ProcessContract.hang");
			released.countDown();
			assertThat(runner.projections().awaitAll(SOON)).isTrue();
			assertThat(runner.projections().states().get(0).status()).isEqualTo(ProjectionStatus.LIVE);
		}
		finally {
			released.countDown();
		}
	}

	@Test
	void processesAndWritersThatChangeTheSameAggregatesLoseNothing() {
		TrickCounters one = new TrickCounters(infrastructure(), "one");
		TrickCounters two = new TrickCounters(infrastructure(), "two");
		ApplicationSystem system = system(this.school, one, two);
		system.start();
		List<String> tricks = List.of("sit", "beg", "roll");
		tricks.forEach(this::increment);
		List<CompletableFuture<Void>> writers = IntStream.range(0, 10)
			.mapToObj((writer) -> CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 6; i++) {
					String trick = tricks.get((writer + i) % 3);
					this.school.teach(trick);
					infrastructure().repository()
						.change(TrickCounter.class, TrickCounter.id(trick), TrickCounter::increment);
				}
			}))
			.toList();
		writers.forEach(CompletableFuture::join);
		settle(system);
		assertThat(infrastructure().consumers().parkedEvents().count(ConsumerId.ofOwnLog("one"))).isZero();
		assertThat(infrastructure().consumers().parkedEvents().count(ConsumerId.ofOwnLog("two"))).isZero();
		assertThat(tricks).allSatisfy((trick) -> assertThat(one.count(trick)).isEqualTo(1 + 20 + 2 * 20));
	}

	/** Adds tricks to dogs in response to counters, up to a number. */
	private static final class Teacher extends ProcessApplication {

		private static final int LESSONS = 5;

		Teacher(Infrastructure infrastructure) {
			super(infrastructure);
		}

		@Override
		public String name() {
			return "teacher";
		}

		@EventHandler("TrickCounter.Incremented")
		void teach(Processing processing) {
			if (processing.event().originatorVersion() <= LESSONS) {
				Dog dog = new Dog("Fido " + processing.event().originatorVersion());
				dog.addTrick("sit");
				processing.collectEvents(dog);
			}
		}

	}

	@Test
	void aLoopComesToRest() {
		TrickCounters counters = new TrickCounters(infrastructure());
		ApplicationSystem system = system(this.school, counters, new Teacher(infrastructure()));
		this.school.teach("sit");
		system.start();
		settle(system);
		assertThat(counters.count("sit")).isEqualTo(Teacher.LESSONS);
	}

	@Test
	void oneThreadLeadsToTheSameOrderEachTime() throws Exception {
		List<String> expected = null;
		for (int round = 0; round < 3; round++) {
			try (ProcessStore other = open()) {
				other.infrastructure().eventLog().topics().register(Dog.class);
				other.infrastructure().eventLog().topics().register(TrickCounter.class);
				ApplicationSystem system = ApplicationSystem.pipe(new TrickCounters(other.infrastructure()),
						new Teacher(other.infrastructure()), new TrickCounters(other.infrastructure(), "others"));
				School own = new School(other.infrastructure());
				own.teach("sit", "beg");
				own.teach("roll", "sit");
				system.run();
				List<String> topics = other.infrastructure()
					.notificationLog()
					.select(1, 1000)
					.stream()
					.map((each) -> each.topic() + each.originatorVersion())
					.toList();
				assertThat(topics).hasSizeGreaterThan(20);
				assertThat(expected == null || expected.equals(topics)).as("round %d: %s", round, topics).isTrue();
				expected = topics;
			}
		}
	}

	@Test
	void aProcessCannotBeRebuilt() {
		ApplicationSystem system = system(new TrickCounters(infrastructure()));
		system.run();
		assertThatIllegalStateException().isThrownBy(() -> system.operations().rebuild("counters"))
			.withMessageContaining("The process application 'counters' cannot be rebuilt");
	}

}
