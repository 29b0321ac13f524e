package io.eventsourcing.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.projections.Popularity;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.jdbc.JdbcBatch;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Projections of a whole application, on each database. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ProjectionContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String DISABLED = "eventsourcing.projections.enabled=false";

	private final String[] database;

	ProjectionContract(String... database) {
		this.database = database;
	}

	private ConfigurableApplicationContext start(Class<?> source, String... properties) {
		return StartUp.of(source)
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql")
			.with(this.database)
			.with(properties)
			.run();
	}

	private static void teach(ConfigurableApplicationContext context, int dogs) {
		DogSchool school = context.getBean(DogSchool.class);
		for (int i = 0; i < dogs; i++) {
			school.addTrick(school.registerDog("Fido"), "roll over");
		}
	}

	private static int count(ConfigurableApplicationContext context) {
		return context.getBean(JdbcClient.class)
			.sql("select coalesce(sum(dogs), 0) from popularity")
			.query(Integer.class)
			.single();
	}

	private static void awaitAll(ConfigurableApplicationContext context) {
		assertThat(context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	@Test
	void aProjectionHandlesTheEventsFromBeforeItsStart() {
		try (ConfigurableApplicationContext context = start(School.class)) {
			teach(context, 50);
		}
		try (ConfigurableApplicationContext context = start(WithPopularity.class)) {
			teach(context, 50);
			awaitAll(context);
			assertThat(context.getBean(Popularity.class).dogs("roll over")).isEqualTo(100);
		}
	}

	@Test
	void aProjectionHandlesEventsThatAreStoredUnderAliases() {
		try (ConfigurableApplicationContext context = start(School.class)) {
			for (int i = 0; i < 5; i++) {
				StoredEvent event = StoredEvent.builder(UUID.randomUUID(), 1)
					.type("Hound", "TrickLearned")
					.eventVersion(1)
					.timestamp(Instant.EPOCH)
					.payload("{\"trick\":\"roll over\"}".getBytes(StandardCharsets.UTF_8))
					.build();
				context.getBean(ApplicationRecorder.class).insertEvents(Append.of(List.of(event)));
			}
		}
		try (ConfigurableApplicationContext context = start(WithPopularity.class,
				"eventsourcing.events.aliases.[Hound]=Dog",
				"eventsourcing.events.aliases.[Dog.TrickLearned]=Dog.TrickAdded")) {
			teach(context, 5);
			awaitAll(context);
			assertThat(context.getBean(Popularity.class).dogs("roll over")).isEqualTo(10);
		}
	}

	/** As after a restart by DevTools, or after a deployment. */
	@Test
	void theNextContextContinuesWhereThePreviousOneStopped() {
		for (int start = 1; start <= 3; start++) {
			try (ConfigurableApplicationContext context = start(WithPopularity.class)) {
				teach(context, 10);
				awaitAll(context);
				assertThat(count(context)).isEqualTo(10 * start);
			}
		}
	}

	@Test
	void aContextThatIsClosedUnderLoadLeavesExactCounts(CapturedOutput output) throws Exception {
		AtomicBoolean stopped = new AtomicBoolean();
		int taught;
		try (ConfigurableApplicationContext writer = start(School.class)) {
			CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> {
				int dogs = 0;
				while (!stopped.get()) {
					teach(writer, 1);
					dogs++;
					int enough = dogs - 500;
					await().atMost(LIMIT).until(() -> stopped.get() || count(writer) >= enough);
				}
				return dogs;
			});
			for (int start = 1; start <= 5; start++) {
				try (ConfigurableApplicationContext context = start(WithPopularity.class)) {
					int before = count(context);
					await().atMost(LIMIT).until(() -> count(context) > before);
				}
			}
			stopped.set(true);
			taught = writing.get();
		}
		assertThat(output).doesNotContain(" WARN ").doesNotContain(" ERROR ");
		try (ConfigurableApplicationContext context = start(WithPopularity.class)) {
			awaitAll(context);
			assertThat(count(context)).isEqualTo(taught);
		}
	}

	@Test
	void aStoppedContextCanBeStartedAgain() {
		try (ConfigurableApplicationContext context = start(WithPopularity.class)) {
			teach(context, 1);
			awaitAll(context);
			context.stop();
			assertThat(context.getBean(ProjectionRunner.class).isRunning()).isFalse();
			teach(context, 1);
			context.start();
			awaitAll(context);
			assertThat(count(context)).isEqualTo(2);
		}
	}

	@Test
	void withoutThreadsTheTestRunsTheProjectionsItself() {
		try (ConfigurableApplicationContext context = start(WithPopularity.class, DISABLED)) {
			ProjectionRunner runner = context.getBean(ProjectionRunner.class);
			assertThat(runner.isRunning()).isFalse();
			teach(context, 3);
			runner.run();
			assertThat(count(context)).isEqualTo(3);
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ZERO)).isTrue();
			teach(context, 1);
			assertThat(context.getBean(Projections.class).awaitAll(Duration.ZERO)).isFalse();
			runner.run();
			assertThat(count(context)).isEqualTo(4);
		}
	}

	@Test
	void aPauseByOneContextIsSeenByTheOther() {
		try (ConfigurableApplicationContext operator = start(School.class);
				ConfigurableApplicationContext context = start(WithPopularity.class)) {
			teach(context, 1);
			awaitAll(context);
			operator.getBean(ProjectionOperations.class).pause("popularity");
			assertThat(states(context)).extracting(ProjectionState::status).containsExactly(ProjectionStatus.PAUSED);
			teach(operator, 1);
			Projections projections = operator.getBean(Projections.class);
			long head = operator.getBean(DogSchool.class).notificationLog().maxId();
			assertThat(projections.await("popularity", head, Duration.ofMillis(300))).isFalse();
			assertThat(count(context)).isEqualTo(1);
			operator.getBean(ProjectionOperations.class).resume("popularity");
			assertThat(projections.await("popularity", head, LIMIT)).isTrue();
			assertThat(count(context)).isEqualTo(2);
		}
	}

	@Test
	void anotherProcessThatDoesNotHaveTheCodeSeesTheState() {
		try (ConfigurableApplicationContext other = start(School.class);
				ConfigurableApplicationContext context = start(WithPopularity.class)) {
			teach(context, 1);
			awaitAll(context);
			assertThat(states(context)).singleElement().satisfies((state) -> {
				assertThat(state.name()).isEqualTo("popularity");
				assertThat(state.status()).isEqualTo(ProjectionStatus.LIVE);
			});
			assertThat(states(other)).extracting(ProjectionState::status).containsExactly(ProjectionStatus.ORPHANED);
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> other.getBean(Projections.class).await("unpopularity", 1, LIMIT))
				.withMessageContaining("only [popularity]");
		}
	}

	private static List<ProjectionState> states(ConfigurableApplicationContext context) {
		return context.getBean(Projections.class).states();
	}

	@Test
	void aServiceWaitsForWhatItHasSaved() {
		try (ConfigurableApplicationContext context = start(WithPopularity.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			for (int i = 1; i <= 20; i++) {
				school.addTrick(dogId, "roll over");
				long head = school.notificationLog().maxId();
				assertThat(context.getBean(Projections.class).await("popularity", head, LIMIT)).isTrue();
				assertThat(count(context)).isEqualTo(i);
			}
		}
	}

	@Test
	void packagePrivateMethodsOfAProxyAreCalled() {
		try (ConfigurableApplicationContext context = start(WithProxies.class)) {
			assertThat(context.getBean(Proxied.class).getClass().getName()).contains("SpringCGLIB");
			teach(context, 2);
			awaitAll(context);
			assertThat(context.getBean(Proxied.class).dogs("roll over")).isEqualTo(2);
		}
	}

	@Test
	void batchedUpdatesAreCommittedWithThePosition() {
		try (ConfigurableApplicationContext context = start(WithBatch.class)) {
			teach(context, 30);
			awaitAll(context);
			assertThat(count(context)).isEqualTo(30);
		}
	}

	@Test
	void projectionsRunIfBeansAreInitializedLazily() {
		try (ConfigurableApplicationContext context = start(WithPopularity.class,
				"spring.main.lazy-initialization=true")) {
			assertThat(context.getBean(ProjectionRunner.class).isRunning()).isTrue();
			teach(context, 1);
			awaitAll(context);
			assertThat(count(context)).isEqualTo(1);
		}
	}

	@Test
	void anEventThatCannotBeHandledIsParkedAndRetried() {
		try (ConfigurableApplicationContext context = start(WithPickiness.class);
				ConfigurableApplicationContext operator = start(School.class)) {
			teach(context, 1);
			awaitAll(context);
			assertThat(count(context)).isZero();
			try (EventSubscription events = context.getBean(DogSchool.class).subscribe(0)) {
				List<Recording> saved = events.stream().limit(2).toList();
				assertThatExceptionOfType(ProjectionFailedException.class)
					.isThrownBy(() -> operator.getBean(Projections.class).await("picky", saved, LIMIT))
					.withMessageContaining("Nobody asked for it");
			}
			ParkedEvents parked = operator.getBean(ParkedEvents.class);
			assertThat(parked.of("picky")).singleElement()
				.satisfies((event) -> assertThat(event.cause()).contains("Nobody asked for it"));
			context.getBean(Picky.class).picky = false;
			assertThat(parked.retry("picky")).isOne();
			await().atMost(LIMIT).until(() -> parked.of("picky").isEmpty());
			assertThat(count(context)).isOne();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(DogSchool.class)
	static class School {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Popularity.class)
	static class WithPopularity extends School {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Proxied.class)
	static class WithProxies extends School {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Batched.class)
	static class WithBatch extends School {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Picky.class)
	static class WithPickiness extends School {

	}

	@Projection("picky")
	static class Picky {

		private final Popularity popularity;

		volatile boolean picky = true;

		Picky(JdbcClient jdbc) {
			this.popularity = new Popularity(jdbc);
		}

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
			if (this.picky) {
				throw new IllegalStateException("Nobody asked for it");
			}
			this.popularity.count(trick);
		}

	}

	@Projection("batched")
	static class Batched {

		private final JdbcBatch batch;

		Batched(JdbcBatch batch) {
			this.batch = batch;
		}

		@EventHandler("Dog.TrickAdded")
		void added(Recording recording) {
			this.batch.update("insert into popularity (trick, dogs) values (?, 1)",
					"trick " + recording.notificationId());
		}

	}

	@Projection("proxied")
	@Transactional
	static class Proxied {

		private final Popularity popularity;

		Proxied(JdbcClient jdbc) {
			this.popularity = new Popularity(jdbc);
		}

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
			this.popularity.count(trick);
		}

		public int dogs(String trick) {
			return this.popularity.dogs(trick);
		}

	}

}
