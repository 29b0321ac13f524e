package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionAutoConfiguration;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.projections.Popularity;
import io.eventsourcing.persistence.jdbc.tracking.JdbcLeaseRecorder;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.memory.MemoryTrackingRecorder;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Which beans there are for projections, and when they are created. */
@ExtendWith(OutputCaptureExtension.class)
class ProjectionBeansTest {

	private static final String DOGS = "eventsourcing.base-packages=" + Dog.class.getPackageName();

	private final ApplicationContextRunner h2 = Contexts.h2()
		.withPropertyValues(Contexts.newH2())
		.withPropertyValues(DOGS);

	private final ApplicationContextRunner memory = Contexts.withoutJdbc()
		.withPropertyValues("eventsourcing.store=memory", DOGS);

	@Test
	void withoutProjectionsNothingIsCreated() {
		this.h2.run((context) -> {
			assertThat(created(context, ProjectionRunner.class)).isFalse();
			assertThat(created(context, TrackingRecorder.class)).isFalse();
			assertThat(created(context, LeaseRecorder.class)).isFalse();
			assertThat(rows(context, "tracking")).isZero();
			assertThat(rows(context, "runners")).isZero();
			assertThat(projectionThreads()).isZero();
		});
	}

	@Test
	void aProjectionIsRun() {
		this.h2.withBean(Popularity.class).run((context) -> {
			assertThat(context).hasSingleBean(Projections.class)
				.hasSingleBean(ProjectionOperations.class)
				.hasSingleBean(ProjectionRunner.class);
			assertThat(context.getBean(TrackingRecorder.class)).isInstanceOf(JdbcTrackingRecorder.class);
			assertThat(context.getBean(LeaseRecorder.class)).isInstanceOf(JdbcLeaseRecorder.class);
			assertThat(context.getBean(ProjectionRunner.class).isRunning()).isTrue();
		});
	}

	@Test
	void positionsAreInMemoryIfEventsAre() {
		this.memory.withBean(Counter.class).withBean(DogSchool.class).run((context) -> {
			assertThat(context.getBean(TrackingRecorder.class)).isInstanceOf(MemoryTrackingRecorder.class)
				.isSameAs(context.getBean(LeaseRecorder.class));
			context.getBean(DogSchool.class).registerDog("Fido");
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThat(context.getBean(Counter.class).count).isEqualTo(1);
		});
	}

	@Test
	void withoutTheModuleTheApplicationStarts() {
		this.h2.withClassLoader(new FilteredClassLoader("io.eventsourcing.projection"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(EventSourcingProjectionAutoConfiguration.class));
	}

	@Test
	void recordersOfTheApplicationAreUsed() {
		MemoryTrackingRecorder own = new MemoryTrackingRecorder();
		this.h2.withBean("own", MemoryTrackingRecorder.class, () -> own).withBean(Popularity.class).run((context) -> {
			assertThat(context.getBean(TrackingRecorder.class)).isSameAs(own);
			assertThat(context.getBean(LeaseRecorder.class)).isSameAs(own);
		});
	}

	@Test
	void beansInEveryFormAreFound() {
		this.memory.withUserConfiguration(Forms.class)
			.run((context) -> assertThat(context.getBean(Projections.class).states()).extracting(ProjectionState::name)
				.containsExactly("counter", "hidden"));
	}

	/** The service waits for projections, and a projection uses the service. */
	@Test
	void aProjectionMayUseABeanThatWaitsForProjections() {
		this.memory.withBean(Waiting.class)
			.withBean(UsingWaiting.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aSmallPoolIsWarnedOf(CapturedOutput output) {
		start(Popular.class, "spring.datasource.hikari.maximum-pool-size=7");
		assertThat(output).contains("The connection pool has 7 connections, of which 4 threads")
			.contains("'spring.datasource.hikari.maximum-pool-size' to more than 7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.hikari.maximum-pool-size=8", "eventsourcing.projections.threads=6",
			"eventsourcing.projections.enabled=false" })
	void aPoolThatIsLargeEnoughIsNotWarnedOf(String property, CapturedOutput output) {
		start(Popular.class, property);
		assertThat(output).doesNotContain("The connection pool has");
	}

	@Test
	void settingsOfAnUnknownProjectionAreWarnedOf(CapturedOutput output) {
		start(Popular.class, "eventsourcing.projections.by-name.poplarity.batch-size=10",
				"eventsourcing.projections.by-name.popularity.max-attempts=10");
		assertThat(output).containsOnlyOnce("have no effect")
			.contains(
					"The properties 'eventsourcing.projections.by-name.poplarity' have no effect: this application contains no projection or process application 'poplarity'. Did you mean 'popularity'? It contains [popularity].");
	}

	/** The projection may be in a profile, or its annotation is missing. */
	@ParameterizedTest
	@ValueSource(strings = { "eventsourcing.projections.enabled=true", "eventsourcing.projections.enabled=false" })
	void settingsAreWarnedOfWithoutProjections(String property, CapturedOutput output) {
		start(Without.class, property, "eventsourcing.projections.by-name.popularity.batch-size=10");
		assertThat(output).contains("by-name.popularity' have no effect").contains("It contains none at all.");
	}

	@Test
	void theStartUpReportNamesProjections(CapturedOutput output) {
		start(Popular.class);
		assertThat(output).contains("; 1 aggregate: Dog; 1 projection: popularity");
	}

	@Test
	void theStartUpReportSaysThatProjectionsAreNotRun(CapturedOutput output) {
		start(Popular.class, "eventsourcing.projections.enabled=false");
		assertThat(output).contains("; 1 projection, not run by this process: popularity");
	}

	private static void start(Class<?> source, String... properties) {
		StartUp.of(source).with(DOGS).with(Contexts.newH2()).with(properties).run().close();
	}

	private static boolean created(AssertableApplicationContext context, Class<?> type) {
		return Arrays.stream(context.getBeanNamesForType(type))
			.anyMatch(context.getSourceApplicationContext().getBeanFactory()::containsSingleton);
	}

	private static long rows(AssertableApplicationContext context, String table) {
		return context.getBean(JdbcClient.class)
			.sql("select count(*) from \"eventsourcing\"." + table)
			.query(Long.class)
			.single();
	}

	private static long projectionThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("eventsourcing-projections-"))
			.count();
	}

	@Import(Popularity.class)
	static class Popular extends Without {

	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	static class Without {

	}

	@Projection("counter")
	static class Counter {

		private volatile int count;

		@EventHandler("Dog.Registered")
		void registered() {
			this.count++;
		}

	}

	@Projection("hidden")
	static class Hidden implements Handling {

		@Override
		@EventHandler("Dog.Registered")
		public void registered() {
		}

	}

	interface Handling {

		void registered();

	}

	static class Waiting {

		private final Projections projections;

		Waiting(Projections projections) {
			this.projections = projections;
		}

		Map<String, Long> lag() {
			return this.projections.states()
				.stream()
				.collect(Collectors.toMap(ProjectionState::name, ProjectionState::lag));
		}

	}

	@Projection("using-waiting")
	static class UsingWaiting extends Counter {

		private final Waiting waiting;

		UsingWaiting(Waiting waiting) {
			this.waiting = waiting;
		}

		Map<String, Long> lag() {
			return this.waiting.lag();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Forms {

		@Bean
		@Lazy
		Counter lazy() {
			return new Counter();
		}

		@Bean
		Handling proxyOfAnInterface() {
			return (Handling) new ProxyFactory(new Hidden()).getProxy();
		}

	}

}
