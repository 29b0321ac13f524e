package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.autoconfigure.observation.AppendObservationContext;
import io.eventsourcing.autoconfigure.observation.AppendObservationConvention;
import io.eventsourcing.autoconfigure.observation.DefaultAppendObservationConvention;
import io.eventsourcing.autoconfigure.projection.ProjectionSummaries;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The meters of an application, on each store. */
abstract class MetersContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final String[] store = store();

	private ConfigurableApplicationContext context;

	/** Returns properties that select an empty store. */
	abstract String[] store();

	@AfterEach
	void close() {
		this.context.close();
	}

	final void start(Class<?> source, String... properties) {
		this.context = StartUp.of(source)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures", "eventsourcing.projections.max-attempts=1")
			.with(this.store)
			.with(properties)
			.run();
	}

	final ConfigurableApplicationContext context() {
		return this.context;
	}

	final DogSchool school() {
		return this.context.getBean(DogSchool.class);
	}

	final MeterRegistry registry() {
		return this.context.getBean(MeterRegistry.class);
	}

	private void awaitAll() {
		assertThat(this.context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	private long count(String timer, String... tags) {
		Timer found = registry().find(timer).tags(tags).timer();
		return (found != null) ? found.count() : 0;
	}

	private double gauge(String name, String... tags) {
		return registry().get(name).tags(tags).gauge().value();
	}

	private void awaitGauge(String name, double value, String... tags) {
		await().atMost(LIMIT).untilAsserted(() -> assertThat(gauge(name, tags)).isEqualTo(value));
	}

	@Test
	void savesAndConflictsAreCountedApart() {
		start(School.class);
		UUID id = school().registerDog("Fido");
		Dog one = school().repository().get(Dog.class, id);
		Dog other = school().repository().get(Dog.class, id);
		one.addTrick("sit");
		one.addTrick("roll over");
		other.addTrick("sit");
		school().save(one);
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> school().save(other));
		assertThat(count("eventsourcing.append", "aggregate", "Dog", "outcome", "stored")).isEqualTo(2);
		assertThat(count("eventsourcing.append", "aggregate", "Dog", "outcome", "conflict")).isEqualTo(1);
		assertThat(registry().get("eventsourcing.append.events").tag("aggregate", "Dog").counter().count())
			.isEqualTo(3);
		assertThat(count("eventsourcing.load", "aggregate", "Dog", "source", "events")).isGreaterThanOrEqualTo(2);
	}

	@Test
	void eventsAreCountedWhenTheyAreCommitted() {
		start(School.class);
		TransactionTemplate transaction = transaction();
		transaction.executeWithoutResult((status) -> {
			school().registerDog("Fido");
			status.setRollbackOnly();
		});
		assertThat(registry().find("eventsourcing.append.events").counter()).isNull();
		transaction.executeWithoutResult((status) -> school().registerDog("Fido"));
		assertThat(registry().get("eventsourcing.append.events").counter().count()).isEqualTo(1);
	}

	/** The transaction is committed without them. */
	@Test
	void eventsThatAreRolledBackToASavepointAreNotCounted() {
		start(School.class);
		TransactionTemplate outer = transaction();
		TransactionTemplate nested = transaction();
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		outer.executeWithoutResult((status) -> {
			school().registerDog("Rex");
			nested.executeWithoutResult((inner) -> {
				school().registerDog("Fido");
				inner.setRollbackOnly();
			});
		});
		assertThat(school().notificationLog().select(1, 10)).hasSize(1);
		assertThat(registry().get("eventsourcing.append.events").counter().count()).isEqualTo(1);
	}

	@Test
	void eventsAreCountedEvenIfSavesAreNotObserved() {
		start(School.class, "management.observations.enable.eventsourcing.append=false");
		school().registerDog("Fido");
		assertThat(registry().find("eventsourcing.append").timer()).isNull();
		assertThat(registry().get("eventsourcing.append.events").counter().count()).isEqualTo(1);
	}

	private TransactionTemplate transaction() {
		return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
	}

	/** Each value of a tag is another time series, which is kept forever. */
	@Test
	void noTagContainsAnId() {
		start(Everything.class);
		school().addTrick(school().registerDog("Fido"), "sit");
		school().eventStore().get(UUID.randomUUID());
		awaitAll();
		List<Meter> meters = registry().getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("eventsourcing."))
			.toList();
		assertThat(meters).hasSizeGreaterThan(10).allSatisfy((meter) -> {
			assertThat(meter.getId().getTag("store")).as(meter.getId().toString()).isEqualTo("default");
			assertThat(meter.getId().getTags().stream().map(Tag::getKey)).isSubsetOf("aggregate", "outcome", "source",
					"store", "projection", "event", "error");
			assertThat(meter.getId().getTags().stream().map(Tag::getValue))
				.noneMatch((value) -> value.matches(".*[0-9a-f]{8}-.*|.*\\d.*"));
		});
		Set<String> aggregates = meters.stream()
			.map((meter) -> meter.getId().getTag("aggregate"))
			.filter((name) -> name != null)
			.collect(Collectors.toSet());
		assertThat(aggregates).containsExactlyInAnyOrder("Dog", "TrickCounter", "none");
	}

	@Test
	void theLogIsMeasured() {
		start(School.class);
		school().registerDog("Fido");
		awaitGauge("eventsourcing.log.head", 1);
		awaitGauge("eventsourcing.subscriptions", 0);
		try (EventSubscription subscription = school().subscribe(0)) {
			assertThat(subscription.hasNext()).isTrue();
			awaitGauge("eventsourcing.subscriptions", 1);
		}
		awaitGauge("eventsourcing.subscriptions", 0);
	}

	@Test
	void theLagRisesWhileAProjectionIsPaused() {
		start(Plain.class);
		school().addTrick(school().registerDog("Fido"), "sit");
		String[] tricks = { "projection", "tricks" };
		awaitGauge("eventsourcing.projection.position", 2, tricks);
		awaitGauge("eventsourcing.projection.lag", 0, tricks);
		awaitGauge("eventsourcing.projection.lag.time", 0, tricks);
		this.context.getBean(ProjectionOperations.class).pause("tricks");
		long before = System.nanoTime();
		school().addTrick(school().registerDog("Rex"), "sit");
		await().atMost(LIMIT).until(() -> gauge("eventsourcing.projection.lag", tricks) > 0);
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(gauge("eventsourcing.projection.lag.time", tricks)).isGreaterThan(1)
				.isLessThanOrEqualTo((System.nanoTime() - before) / 1e9));
		this.context.getBean(ProjectionOperations.class).resume("tricks");
		awaitGauge("eventsourcing.projection.lag", 0, tricks);
		awaitGauge("eventsourcing.projection.lag.time", 0, tricks);
	}

	@Test
	void parkedEventsAreCounted() {
		start(Everything.class);
		awaitGauge("eventsourcing.projection.parked", 0, "projection", "tricks");
		school().addTrick(school().registerDog("Fido"), "bite");
		awaitGauge("eventsourcing.projection.parked", 1, "projection", "tricks");
	}

	/** The health concerns what queries see, the meter what an operator has to do. */
	@Test
	void theParkedEventsOfAVersionThatIsNotInUseCountForTheMeterOnly() {
		start(TwoVersions.class);
		school().addTrick(school().registerDog("Fido"), "sit");
		awaitGauge("eventsourcing.projection.parked", 1, "projection", "tricks");
		ProjectionSummaries summaries = this.context.getBean(ProjectionSummaries.class);
		assertThat(summaries.parkedInUse("tricks")).isZero();
		school().addTrick(school().registerDog("Rex"), "bite");
		awaitGauge("eventsourcing.projection.parked", 3, "projection", "tricks");
		await().atMost(LIMIT).until(() -> summaries.parkedInUse("tricks") == 1);
	}

	@Test
	void eventsThatAreParkedOrSkippedAreCounted() {
		start(Everything.class, "eventsourcing.projections.by-name.tricks.on-failure=skip");
		assertThat(failures("parked")).isZero();
		assertThat(failures("skipped")).isZero();
		school().addTrick(school().registerDog("Fido"), "bite");
		awaitAll();
		await().atMost(LIMIT).until(() -> failures("skipped") == 1);
		assertThat(failures("parked")).isZero();
		close();
		start(Everything.class);
		UUID id = school().registerDog("Rex");
		school().addTrick(id, "bite");
		// parked behind the other event, which has failed
		school().addTrick(id, "sit");
		awaitAll();
		await().atMost(LIMIT).until(() -> failures("parked") == 1);
		assertThat(failures("skipped")).isZero();
	}

	private double failures(String outcome) {
		return registry().get("eventsourcing.projection.failures")
			.tags("projection", "tricks", "outcome", outcome)
			.functionCounter()
			.count();
	}

	@Test
	void liveEventsAreObservedOneByOneAndARebuildInBatches() {
		start(Everything.class);
		String[] tricks = { "projection", "tricks" };
		String[] handled = { "projection", "tricks", "event", "Dog.TrickAdded", "outcome", "handled" };
		awaitGauge("eventsourcing.projection.lag", 0, tricks);
		UUID id = school().registerDog("Fido");
		awaitAll();
		for (int i = 1; i <= 20; i++) {
			school().addTrick(id, "sit");
			awaitAll();
		}
		await().atMost(LIMIT).until(() -> count("eventsourcing.projection.handle", handled) == 20);
		long batches = count("eventsourcing.projection.batch", tricks);
		this.context.getBean(ProjectionOperations.class).rebuild("tricks");
		await().atMost(LIMIT).until(() -> this.context.getBean(Tricks.class).count == 20);
		await().atMost(LIMIT).until(() -> count("eventsourcing.projection.batch", tricks) > batches);
		assertThat(count("eventsourcing.projection.handle", handled)).isEqualTo(20);
	}

	@Test
	void aFailureIsAnOutcome() {
		start(Everything.class);
		awaitGauge("eventsourcing.projection.lag", 0, "projection", "tricks");
		school().addTrick(school().registerDog("Fido"), "bite");
		await().atMost(LIMIT)
			.until(() -> count("eventsourcing.projection.handle", "projection", "tricks", "outcome", "error")
					+ count("eventsourcing.projection.batch", "projection", "tricks", "outcome", "error") == 1);
	}

	@Test
	void aConventionOfTheApplicationReplacesTheDefault() {
		start(OwnConvention.class);
		school().registerDog("Fido");
		assertThat(registry().get("acme.save").tag("team", "dogs").timer().count()).isEqualTo(1);
		assertThat(registry().find("eventsourcing.append").timer()).isNull();
	}

	final void saveConcurrently(int threads, int saves) {
		List<Thread> writers = IntStream.range(0, threads).mapToObj((number) -> new Thread(() -> {
			for (int i = 0; i < saves; i++) {
				school().registerDog("Fido");
			}
		})).toList();
		writers.forEach(Thread::start);
		writers.forEach((writer) -> {
			try {
				writer.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Configuration(proxyBeanMethods = false)
	@LeanActuatorApplication
	@Import(DogSchool.class)
	static class School {

	}

	@Import(Tricks.class)
	static class Plain extends School {

	}

	@Import({ TrickCounters.class, Tricks.class })
	static class Everything extends School {

	}

	@Import({ Tricks.class, BrokenTricks.class })
	static class TwoVersions extends School {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConvention extends School {

		@Bean
		AppendObservationConvention convention() {
			return new DefaultAppendObservationConvention() {

				@Override
				public String getName() {
					return "acme.save";
				}

				@Override
				public KeyValues getLowCardinalityKeyValues(AppendObservationContext context) {
					return super.getLowCardinalityKeyValues(context).and(KeyValue.of("team", "dogs"));
				}

			};
		}

	}

	/** A version that never replaces the one in use. */
	@Projection(name = "tricks", version = 2)
	static class BrokenTricks {

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
			throw new IllegalStateException("There is no table for tricks");
		}

		@OnActivation
		void activated() {
			throw new IllegalStateException("There is no table for tricks");
		}

	}

	@Projection("tricks")
	static class Tricks {

		private volatile int count;

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
			if (trick.equals("bite")) {
				throw new IllegalArgumentException("Dogs do not learn to bite");
			}
			this.count++;
		}

		@OnReset
		void reset() {
			this.count = 0;
		}

	}

}
