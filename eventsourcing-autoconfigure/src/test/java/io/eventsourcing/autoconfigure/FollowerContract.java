package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.autoconfigure.upstream.UpstreamCustomizer;
import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.projections.Popularity;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.Start;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * A projection that follows the log of another application, on each database of its own.
 */
abstract class FollowerContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private ConfigurableApplicationContext server;

	private ConfigurableApplicationContext follower;

	private String[] serverDatabase;

	/** Properties for an empty database. */
	abstract String[] newDatabase();

	@BeforeEach
	void start() {
		this.serverDatabase = newDatabase();
		startServer("server.port=0");
	}

	private void startServer(String port) {
		this.server = StartUp.of(RemoteRecorderTest.Protected.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "eventsourcing.web.log.enabled=true",
					"eventsourcing.log.page-size=10", "eventsourcing.metadata.trace=false", port)
			.with(this.serverDatabase)
			.run();
	}

	private void startFollower(String... database) {
		this.follower = StartUp.of(Following.class)
			.with("eventsourcing.upstreams.dogschool.url=" + Http.of(this.server).base() + "/eventsourcing/log",
					"eventsourcing.projections.lease=1s", "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql,classpath:fixtures/elsewhere.sql")
			.with(database)
			.run();
	}

	@AfterEach
	void stop() {
		if (this.follower != null) {
			this.follower.close();
		}
		this.server.close();
	}

	private void save(int dogs) {
		DogSchool school = this.server.getBean(DogSchool.class);
		for (int i = 0; i < dogs; i++) {
			school.addTrick(school.registerDog("Fido"), "sit");
		}
	}

	private JdbcClient jdbc() {
		return this.follower.getBean(JdbcClient.class);
	}

	private List<Long> handled() {
		return jdbc().sql("select id from elsewhere order by id").query(Long.class).list();
	}

	private ProjectionState state() {
		return this.follower.getBean(Projections.class).states().get(0);
	}

	private void awaitAll() {
		assertThat(this.follower.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	@Test
	void eventsAreHandledWithoutTheClassesOfTheirAggregates() {
		startFollower(newDatabase());
		save(30);
		awaitAll();
		UUID dogId = this.server.getBean(DogSchool.class).registerDog("Rex");
		this.server.getBean(DogSchool.class).addTrick(dogId, "roll over");
		awaitAll();
		assertThat(handled()).hasSize(31).doesNotHaveDuplicates();
		assertThat(jdbc().sql("select trick from elsewhere where dog = ?").param(dogId).query(String.class).list())
			.containsExactly("roll over");
		assertThat(state()).satisfies((state) -> {
			assertThat(state.status()).isEqualTo(ProjectionStatus.LIVE);
			assertThat(state.position()).isEqualTo(62);
			assertThat(state.head()).isEqualTo(62);
		});
	}

	/** The events of its own store are in another log, with the same ids. */
	@Test
	void theLogOfTheOwnStoreIsFollowedToo() {
		String[] database = newDatabase();
		try (ConfigurableApplicationContext both = StartUp.of(Both.class)
			.with("eventsourcing.upstreams.dogschool.url=" + Http.of(this.server).base() + "/eventsourcing/log",
					"eventsourcing.base-packages=" + Dog.class.getPackageName(), "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql,classpath:fixtures/elsewhere.sql")
			.with(database)
			.run()) {
			save(20);
			DogSchool school = both.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Rex"), "beg");
			assertThat(both.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
			assertThat(both.getBean(Popularity.class).dogs("beg")).isOne();
			assertThat(both.getBean(Popularity.class).dogs("sit")).isZero();
			assertThat(both.getBean(Projections.class).states()).extracting(ProjectionState::head)
				.containsExactlyInAnyOrder(2L, 40L);
		}
		startFollower(database);
	}

	/** Not even one that starts at the end of that log, which is not known. */
	@Test
	void aLogThatIsNotThereDelaysNoOtherProjection() {
		try (ConfigurableApplicationContext alone = StartUp.of(WithLate.class)
			.with("eventsourcing.upstreams.dogschool.url=http://localhost:1/eventsourcing/log",
					"eventsourcing.base-packages=" + Dog.class.getPackageName(), "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql,classpath:fixtures/elsewhere.sql")
			.with(newDatabase())
			.run()) {
			DogSchool school = alone.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Rex"), "beg");
			Projections projections = alone.getBean(Projections.class);
			assertThat(projections.await("popularity", 2, LIMIT)).isTrue();
			assertThat(alone.getBean(Popularity.class).dogs("beg")).isOne();
			assertThat(projections.states()).extracting(ProjectionState::name, ProjectionState::head)
				.containsExactly(tuple("elsewhere", -1L), tuple("late", -1L), tuple("popularity", 2L));
		}
	}

	/** Waiting for it takes longer than the lease of the projections. */
	@Test
	void aServerThatDoesNotRespondDelaysNoOtherProjection() throws IOException {
		ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		try (ConfigurableApplicationContext alone = StartUp.of(WithLate.class)
			.with("eventsourcing.upstreams.dogschool.url=http://localhost:%d/eventsourcing/log"
				.formatted(silent.getLocalPort()), "eventsourcing.projections.lease=1s",
					"eventsourcing.base-packages=" + Dog.class.getPackageName(), "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql,classpath:fixtures/elsewhere.sql")
			.with(newDatabase())
			.run(); silent) {
			DogSchool school = alone.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Rex"), "beg");
			assertThat(alone.getBean(Projections.class).await("popularity", 2, Duration.ofSeconds(10))).isTrue();
		}
	}

	@Test
	void startUpWaitsForALogThatIsNotThereYet() throws Exception {
		save(5);
		int port = URI.create(Http.of(this.server).base()).getPort();
		StartUp waiting = StartUp.of(Following.class)
			.with("eventsourcing.upstreams.dogschool.url=http://localhost:%d/eventsourcing/log".formatted(port),
					"eventsourcing.projections.start=catch-up", "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql,classpath:fixtures/elsewhere.sql")
			.with(newDatabase());
		this.server.close();
		CompletableFuture<ConfigurableApplicationContext> started;
		try (ServerSocket failing = new ServerSocket(port)) {
			started = CompletableFuture.supplyAsync(waiting::run);
			failing.accept().close();
		}
		startServer("server.port=" + port);
		try (ConfigurableApplicationContext context = started.get(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			assertThat(
					context.getBean(JdbcClient.class).sql("select count(*) from elsewhere").query(Long.class).single())
				.isEqualTo(5);
		}
	}

	@Test
	void aProjectionStartsAtTheEndOfTheOtherLog() {
		save(5);
		String[] database = newDatabase();
		try (ConfigurableApplicationContext late = StartUp.of(WithLate.class)
			.with("eventsourcing.upstreams.dogschool.url=" + Http.of(this.server).base() + "/eventsourcing/log",
					"eventsourcing.base-packages=" + Dog.class.getPackageName(), "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:fixtures/popularity.sql,classpath:fixtures/elsewhere.sql")
			.with(database)
			.run()) {
			assertThat(late.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
			assertThat(late.getBean(Projections.class).states()).filteredOn((state) -> state.name().equals("late"))
				.extracting(ProjectionState::position)
				.containsExactly(10L);
		}
	}

	@Test
	void eventsHaveTheirMetadata() {
		startFollower(newDatabase());
		try (Metadata.Scope user = Metadata.with("user", "ada"); Metadata.Scope other = Metadata.with("team", "red")) {
			save(1);
		}
		save(1);
		awaitAll();
		assertThat(this.follower.getBean(Elsewhere.class).metadata)
			.containsExactly(Map.of("user", "ada", "team", "red"), Map.of());
	}

	@Test
	void aServerThatIsAwayStopsNothing() {
		startFollower(newDatabase());
		save(5);
		awaitAll();
		String port = Http.of(this.server).base().replaceAll(".*:", "server.port=");
		this.server.close();
		await().atMost(LIMIT).until(() -> state().head() == -1);
		assertThat(state()).satisfies((state) -> {
			assertThat(state.status()).isEqualTo(ProjectionStatus.CATCHING_UP);
			assertThat(state.failure()).isNull();
		});
		startServer(port);
		save(5);
		await().atMost(LIMIT).until(() -> handled().size() == 10);
		awaitAll();
		assertThat(state().failure()).isNull();
		assertThat(jdbc().sql("select count(*) from \"eventsourcing\".parked_events").query(Long.class).single())
			.isZero();
	}

	@Test
	void anotherLogBehindTheSameNameStopsTheProjection() {
		startFollower(newDatabase());
		save(5);
		awaitAll();
		UUID other = UUID.randomUUID();
		UUID known = this.server.getBean(JdbcClient.class)
			.sql("select id from \"eventsourcing\".log_identity")
			.query(UUID.class)
			.single();
		identity(other);
		save(5);
		await().atMost(LIMIT).until(() -> state().status() == ProjectionStatus.FAILED);
		assertThat(state().failure()).satisfies((failure) -> assertThat(failure.cause()).contains("'dogschool'")
			.contains(known.toString())
			.contains(other.toString()));
		assertThatExceptionOfType(ProjectionFailedException.class)
			.isThrownBy(() -> this.follower.getBean(Projections.class).await("elsewhere", 20, LIMIT));
		assertThat(handled()).hasSize(5);
		identity(known);
		await().atMost(LIMIT).until(() -> handled().size() == 10);
	}

	private void identity(UUID id) {
		this.server.getBean(JdbcClient.class)
			.sql("update \"eventsourcing\".log_identity set id = ?")
			.param(id)
			.update();
	}

	/** After a restart, only what is stored shows that it is another log. */
	@Test
	void aProjectionOfAnotherLogCanBeRebuilt() {
		String[] database = newDatabase();
		startFollower(database);
		save(5);
		awaitAll();
		this.follower.close();
		identity(UUID.randomUUID());
		startFollower(database);
		await().atMost(LIMIT).until(() -> state().status() == ProjectionStatus.FAILED);
		assertThat(handled()).hasSize(5);
		this.follower.getBean(ProjectionOperations.class).rebuild("elsewhere");
		await().atMost(LIMIT).until(() -> state().status() == ProjectionStatus.LIVE);
		assertThat(handled()).hasSize(5);
	}

	@Test
	void aPositionAboveTheHeadStopsTheProjection() {
		String[] database = newDatabase();
		startFollower(database);
		save(5);
		awaitAll();
		jdbc().sql("update \"eventsourcing\".tracking set notification_id = 1000").update();
		this.follower.close();
		startFollower(database);
		await().atMost(LIMIT).until(() -> state().status() == ProjectionStatus.FAILED);
		assertThat(state().failure())
			.satisfies((failure) -> assertThat(failure.cause()).contains("1000").contains("10"));
	}

	@Test
	void aStoppedContextCanBeStartedAgain() {
		startFollower(newDatabase());
		save(1);
		awaitAll();
		this.follower.stop();
		assertThat(this.follower.getBean(ProjectionRunner.class).isRunning()).isFalse();
		save(1);
		this.follower.start();
		await().atMost(LIMIT).until(() -> handled().size() == 2);
	}

	/** What follows another application; it has no aggregates. */
	@Configuration(proxyBeanMethods = false)
	@LeanApplication
	@Import(Elsewhere.class)
	static class Following {

		@Bean
		UpstreamCustomizer authorization() {
			return (name, client) -> client.defaultHeader("Authorization", RemoteRecorderTest.TOKEN);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Popularity.class, DogSchool.class })
	static class Both extends Following {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Late.class)
	static class WithLate extends Both {

	}

	@Projection(value = "late", from = Start.END)
	@Follows("dogschool")
	static class Late {

		@EventHandler("Dog.TrickAdded")
		void added() {
		}

	}

	@Projection("elsewhere")
	@Follows("dogschool")
	static class Elsewhere {

		private final JdbcClient jdbc;

		final List<Map<String, String>> metadata = new CopyOnWriteArrayList<>();

		Elsewhere(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@EventHandler("Dog.TrickAdded")
		void added(@AggregateId UUID dogId, String trick, Recording recording) {
			this.metadata.add(recording.event().metadata());
			this.jdbc.sql("insert into elsewhere (id, dog, trick) values (?, ?, ?)")
				.params(recording.notificationId(), dogId, trick)
				.update();
		}

		@OnReset
		void reset() {
			this.jdbc.sql("delete from elsewhere").update();
		}

	}

}
