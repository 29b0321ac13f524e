package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/** The health of the event store over HTTP, on each store. */
abstract class HealthContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String HEALTH = "/actuator/health";

	private static final String TRICKS = HEALTH + "/eventsourcing/projections/tricks";

	private static final String GROUP = "management.endpoint.health.group.readiness.include=readinessState,";

	private final JsonMapper json = new JsonMapper();

	private ConfigurableApplicationContext context;

	private Http http;

	/** Returns properties that select an empty store. */
	abstract String[] store();

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.getBean(Tricks.class).released.countDown();
			this.context.close();
		}
	}

	private StartUp app(String... properties) {
		return StartUp.of(App.class)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures",
					"management.endpoint.health.show-details=always", "management.endpoint.health.probes.enabled=true",
					"eventsourcing.projections.on-failure=stop", "eventsourcing.projections.max-attempts=1")
			.with(store())
			.with(properties)
			.onWeb();
	}

	private void start(String... properties) {
		this.context = app(properties).run();
		this.http = Http.of(this.context);
	}

	private void teach(String trick) {
		DogSchool school = this.context.getBean(DogSchool.class);
		school.addTrick(school.registerDog("Fido"), trick);
	}

	private JsonNode get(String path) {
		return this.json.readTree(this.http.get(path).body());
	}

	private JsonNode awaitStatus(String path, String status) {
		await().atMost(LIMIT).untilAsserted(() -> assertThat(get(path).path("status").asString()).isEqualTo(status));
		return get(path);
	}

	private JsonNode awaitState(String state) {
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(get(TRICKS).path("details").path("state").asString()).isEqualTo(state));
		return get(TRICKS);
	}

	/** Returns a health that was determined at this lag. */
	private JsonNode awaitLag(String path, long lag) {
		AtomicReference<JsonNode> health = new AtomicReference<>();
		await().atMost(LIMIT).until(() -> {
			health.set(get(path));
			return health.get().path("details").path("lag").asLong(-1) == lag;
		});
		return health.get();
	}

	@Test
	void theStoreAndEachProjectionHaveAnEntry() {
		start();
		teach("sit");
		awaitState("LIVE");
		JsonNode health = awaitStatus(HEALTH, "UP").get("components").get("eventsourcing").get("components");
		assertThat(health.get("store").get("details").get("head").asLong()).isGreaterThanOrEqualTo(2);
		JsonNode projections = health.get("projections").get("components");
		assertThat(projections.propertyNames()).containsExactlyInAnyOrder("tricks", "tricks-by-name", "TrickCounters");
		assertThat(projections.get("tricks").get("details").get("lag").asLong()).isZero();
		assertThat(projections.get("tricks").get("details").get("owner").asString()).contains("@");
		awaitStatus(HEALTH + "/eventsourcing/projections/tricks-by-name", "UP");
	}

	@Test
	void aProjectionThatHasFailedIsDown() {
		start();
		teach("bite");
		JsonNode details = awaitStatus(TRICKS, "DOWN").get("details");
		assertThat(details.get("state").asString()).isEqualTo("FAILED");
		assertThat(details.get("failedAt").asLong()).isEqualTo(2);
		assertThat(details.get("cause").asString()).contains("Tricks").doesNotContain("\n");
		assertThat(this.http.get(HEALTH).statusCode()).isEqualTo(503);
		assertThat(get(HEALTH + "/eventsourcing/projections/TrickCounters").get("status").asString()).isEqualTo("UP");
		assertThat(this.http.get(HEALTH + "/readiness").statusCode()).isEqualTo(200);
		assertThat(this.http.get(HEALTH + "/liveness").statusCode()).isEqualTo(200);
	}

	@Test
	void parkedEventsAreADetail() {
		start("eventsourcing.projections.on-failure=park");
		teach("bite");
		teach("sit");
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(get(TRICKS).path("details").path("parked").asInt()).isEqualTo(1));
		awaitState("LIVE");
		assertThat(get(TRICKS).get("status").asString()).isEqualTo("UP");
	}

	@Test
	void aProjectionWithTooManyParkedEventsIsDown() {
		start("eventsourcing.projections.on-failure=park", "eventsourcing.projections.health.max-parked=1");
		teach("bite");
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(get(TRICKS).path("details").path("parked").asInt()).isEqualTo(1));
		awaitStatus(TRICKS, "UP");
		teach("bite");
		awaitStatus(TRICKS, "DOWN");
	}

	@Test
	void aProjectionThatIsPausedIsUp() {
		start("eventsourcing.projections.health.max-lag=0");
		awaitState("LIVE");
		this.context.getBean(ProjectionOperations.class).pause("tricks");
		teach("sit");
		assertThat(awaitState("PAUSED").get("status").asString()).isEqualTo("UP");
	}

	@Test
	void aProjectionThatNobodyRunsIsDown() {
		start("eventsourcing.projections.enabled=false");
		assertThat(awaitStatus(TRICKS, "DOWN").get("details").get("state").asString()).isEqualTo("WAITING");
	}

	@Test
	void aProjectionWhoseMethodDoesNotReturnIsDown() {
		start("eventsourcing.projections.handler-timeout=200ms");
		awaitState("LIVE");
		teach("wait");
		assertThat(awaitState("STUCK").get("status").asString()).isEqualTo("DOWN");
	}

	@Test
	void aProjectionThatIsTooFarBehindIsDown() {
		start("eventsourcing.projections.health.max-lag=10");
		awaitState("LIVE");
		teach("wait");
		awaitState("CATCHING_UP");
		// the events that a process application saves in response count as well
		awaitLag(HEALTH + "/eventsourcing/projections/TrickCounters", 0);
		DogSchool school = this.context.getBean(DogSchool.class);
		for (long lag = get(TRICKS).get("details").get("lag").asLong(); lag < 10; lag++) {
			school.registerDog("Rex");
		}
		assertThat(awaitLag(TRICKS, 10).get("status").asString()).isEqualTo("UP");
		school.registerDog("Rex");
		assertThat(awaitLag(TRICKS, 11).get("status").asString()).isEqualTo("DOWN");
		this.context.getBean(Tricks.class).released.countDown();
		awaitStatus(TRICKS, "UP");
	}

	@Test
	void aProjectionThatIsBehindForTooLongIsDown() {
		start("eventsourcing.projections.health.max-lag-time=1s");
		awaitState("LIVE");
		teach("wait");
		assertThat(awaitStatus(TRICKS, "DOWN").get("details").get("lagTime").asString()).startsWith("PT");
		this.context.getBean(Tricks.class).released.countDown();
		awaitStatus(TRICKS, "UP");
	}

	@Test
	void aProjectionCanBePutIntoTheReadinessGroup() {
		start(GROUP + "eventsourcing/projections/tricks");
		awaitStatus(HEALTH + "/readiness", "UP");
		teach("bite");
		awaitStatus(HEALTH + "/readiness", "DOWN");
		assertThat(this.http.get(HEALTH + "/liveness").statusCode()).isEqualTo(200);
	}

	@Test
	void aGroupWithAnUnknownProjectionFailsStartUp() {
		assertThatException().isThrownBy(() -> app(GROUP + "eventsourcing/projections/trikcs").run().close())
			.withStackTraceContaining("eventsourcing/projections/trikcs");
	}

	@Test
	void theHealthCanBeDisabled() {
		start("management.health.eventsourcing.enabled=false");
		assertThat(this.http.get(HEALTH + "/eventsourcing").statusCode()).isEqualTo(404);
	}

	@Configuration(proxyBeanMethods = false)
	@LeanActuatorApplication
	@Import({ DogSchool.class, TrickCounters.class, Tricks.class, EndpointContract.TricksByName.class })
	static class App {

	}

	@Projection("tricks")
	static class Tricks {

		private final CountDownLatch released = new CountDownLatch(1);

		@EventHandler("Dog.TrickAdded")
		void added(String trick) throws InterruptedException {
			if (trick.equals("bite")) {
				throw new IllegalArgumentException("Dogs do not learn to bite");
			}
			if (trick.equals("wait")) {
				this.released.await();
			}
		}

	}

}
