package io.eventsourcing.autoconfigure;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.processes.TrickCounters;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The endpoint over HTTP, on each store. */
abstract class EndpointContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String PATH = "/actuator/eventsourcing";

	private static final String TRICKS = PATH + "/projections/tricks";

	private static final String WRITABLE = "management.endpoint.eventsourcing.access=unrestricted";

	private static final String[] JSON = { "Content-Type", "application/json" };

	private final JsonMapper json = new JsonMapper();

	private final String[] store = store();

	private ConfigurableApplicationContext context;

	private Http http;

	/** Returns properties that select an empty store. */
	abstract String[] store();

	abstract String type();

	@AfterEach
	void close() {
		this.context.close();
	}

	private void start(String... properties) {
		this.context = StartUp.of(App.class)
			.with("eventsourcing.base-packages=io.eventsourcing.fixtures",
					"management.endpoints.web.exposure.include=eventsourcing",
					"eventsourcing.projections.by-name.tricks.max-attempts=1")
			.with(this.store)
			.with(properties)
			.onWeb()
			.run();
		this.http = Http.of(this.context);
	}

	private void teach(String... tricks) {
		DogSchool school = this.context.getBean(DogSchool.class);
		for (String trick : tricks) {
			school.addTrick(school.registerDog("Fido"), trick);
		}
		assertThat(this.context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	private JsonNode get(String path) {
		HttpResponse<String> response = this.http.get(path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return this.json.readTree(response.body());
	}

	private HttpResponse<String> post(String path, String body) {
		return this.http.post(path, body, JSON);
	}

	private JsonNode done(String body) {
		HttpResponse<String> response = post(TRICKS, body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return this.json.readTree(response.body());
	}

	private List<String> learned() {
		return this.context.getBean(Tricks.class).learned;
	}

	@Test
	void theStoreIsDescribed() {
		start();
		teach("sit");
		JsonNode store = get(PATH).get("stores").get("default");
		assertThat(store.get("type").asString()).isEqualTo(type());
		assertThat(store.get("head").asLong()).isGreaterThanOrEqualTo(2);
		assertThat(store.get("applications").get("DogSchool").asString()).isEqualTo(DogSchool.class.getName());
		JsonNode dog = store.get("aggregates").get("Dog");
		assertThat(dog.get("type").asString()).isEqualTo("io.eventsourcing.fixtures.dogs.Dog");
		assertThat(dog.get("events").toString())
			.isEqualTo("{\"Registered\":[\"firstName\",\"bornOn\"],\"TrickAdded\":[\"trick\"]}");
	}

	@Test
	void projectionsAndProcessApplicationsAreDescribed() {
		start();
		teach("sit");
		JsonNode projections = get(PATH).get("stores").get("default").get("projections");
		JsonNode tricks = projections.get("tricks");
		assertThat(tricks.get("kind").asString()).isEqualTo("projection");
		assertThat(tricks.get("version").asInt()).isEqualTo(1);
		assertThat(tricks.get("position").asLong()).isGreaterThanOrEqualTo(2);
		assertThat(tricks.get("parked").asInt()).isZero();
		assertThat(tricks.get("owner").asString()).contains("@");
		assertThat(tricks.get("partitions").get(0).get("active").asBoolean()).isTrue();
		assertThat(tricks.get("partitions").get(0).get("log").asString()).isEqualTo("log");
		assertThat(projections.get("TrickCounters").get("kind").asString()).isEqualTo("process-application");
		await().atMost(LIMIT).untilAsserted(() -> {
			JsonNode caughtUp = get(TRICKS);
			assertThat(caughtUp.get("state").asString()).isEqualTo("LIVE");
			assertThat(caughtUp.get("lag").asLong()).isZero();
			assertThat(caughtUp.get("partitions").get(0).get("lag").asLong()).isZero();
		});
	}

	@Test
	void unknownNamesAreNotFound() {
		start();
		HttpResponse<String> response = this.http.get(PATH + "/projections/trikcs");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(this.json.readTree(response.body()).get("known").toString())
			.isEqualTo("[\"TrickCounters\",\"tricks\",\"tricks/by/name\"]");
		assertThat(this.http.get(PATH + "/projection/tricks").statusCode()).isEqualTo(404);
		assertThat(this.http.get(PATH + "/projections").statusCode()).isEqualTo(404);
		assertThat(this.http.get(TRICKS + "/parked").statusCode()).isEqualTo(404);
	}

	/** A slash in a name is part of the path. */
	@Test
	void aNameMayContainSlashes() {
		start(WRITABLE);
		assertThat(get(PATH + "/projections/tricks/by/name").get("kind").asString()).isEqualTo("projection");
		assertThat(get(PATH + "/projections/tricks/by/name/parked-events").get("events").isEmpty()).isTrue();
		HttpResponse<String> paused = post(PATH + "/projections/tricks/by/name", "{\"action\": \"pause\"}");
		assertThat(paused.body()).contains("\"PAUSED\"");
		assertThat(get(TRICKS).get("state").asString()).isNotEqualTo("PAUSED");
	}

	@Test
	void actionsRequireAccess() {
		start();
		assertThat(post(TRICKS, "{\"action\": \"pause\"}").statusCode()).isEqualTo(405);
		assertThat(get(TRICKS).get("state").asString()).isNotEqualTo("PAUSED");
	}

	@Test
	void invalidRequestsAreRejected() {
		start(WRITABLE);
		HttpResponse<String> unknown = post(TRICKS, "{\"action\": \"stop\"}");
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(unknown.body()).contains("no action 'stop'", "pause, resume, rebuild");
		assertThat(post(TRICKS, "{}").statusCode()).isEqualTo(400);
		assertThat(post(TRICKS, "{\"action\": \"activate\"}").body())
			.contains("The action 'activate' needs the parameter 'version'");
		assertThat(post(TRICKS, "{\"action\": \"activate\", \"version\": \"two\"}").statusCode()).isEqualTo(400);
		assertThat(post(TRICKS, "{\"action\": \"activate\", \"version\": 7}").statusCode()).isEqualTo(400);
		assertThat(post(TRICKS, "{\"action\": \"forget\", \"version\": 7}").statusCode()).isEqualTo(400);
		assertThat(post(TRICKS, "{\"action\": \"repartition\", \"partitions\": 0}").statusCode()).isEqualTo(400);
		assertThat(post(PATH + "/projections/trikcs", "{\"action\": \"pause\"}").statusCode()).isEqualTo(404);
		HttpResponse<String> process = post(PATH + "/projections/TrickCounters", "{\"action\": \"rebuild\"}");
		assertThat(process.statusCode()).isEqualTo(409);
		assertThat(process.body()).contains("cannot be rebuilt");
		HttpResponse<String> forget = post(TRICKS, "{\"action\": \"forget\"}");
		assertThat(forget.statusCode()).isEqualTo(409);
	}

	@Test
	void aProjectionIsPausedAndResumed() {
		start(WRITABLE);
		teach("sit");
		JsonNode paused = done("{\"action\": \"pause\"}");
		assertThat(paused.get("action").asString()).isEqualTo("pause");
		assertThat(paused.get("projection").get("state").asString()).isEqualTo("PAUSED");
		DogSchool school = this.context.getBean(DogSchool.class);
		school.addTrick(school.registerDog("Rex"), "roll over");
		assertThat(get(TRICKS).get("lag").asLong()).isPositive();
		assertThat(learned()).containsExactly("sit");
		done("{\"action\": \"resume\"}");
		teach();
		assertThat(learned()).containsExactly("sit", "roll over");
	}

	/** Whoever has paused it. */
	@Test
	void thePauseOfTheApiIsShownAndEnded() {
		start(WRITABLE);
		teach("sit");
		this.context.getBean(ProjectionOperations.class).pause("tricks");
		assertThat(get(TRICKS).get("state").asString()).isEqualTo("PAUSED");
		done("{\"action\": \"resume\"}");
		await().atMost(LIMIT)
			.until(() -> this.context.getBean(Projections.class)
				.states()
				.stream()
				.anyMatch((state) -> state.name().equals("tricks") && state.status() == ProjectionStatus.LIVE));
	}

	@Test
	void aProjectionIsRebuilt() {
		start(WRITABLE);
		teach("sit", "roll over");
		done("{\"action\": \"rebuild\"}");
		await().atMost(LIMIT).untilAsserted(() -> assertThat(learned()).containsExactly("sit", "roll over"));
		assertThat(this.context.getBean(Tricks.class).resets()).isOne();
	}

	/** It is not the request that is wrong. */
	@Test
	void aReadModelThatCannotBeEmptiedIsAnErrorOfTheServer() {
		start(WRITABLE);
		this.context.getBean(Tricks.class).broken = true;
		assertThat(post(TRICKS, "{\"action\": \"rebuild\"}").statusCode()).isEqualTo(500);
	}

	@Test
	void aProjectionIsRepartitioned() {
		start(WRITABLE);
		teach("sit");
		JsonNode result = done("{\"action\": \"repartition\", \"partitions\": 2}");
		assertThat(result.get("projection").get("partitions").size()).isEqualTo(2);
	}

	@Test
	void thePositionInALogThatIsNoLongerFollowedIsForgotten() {
		start(WRITABLE);
		teach("sit");
		this.context.getBean(TrackingRecorder.class).register(new ConsumerId("tricks", 1, "kennel", 0), 0);
		assertThat(get(TRICKS).get("partitions").size()).isEqualTo(2);
		HttpResponse<String> unknown = post(TRICKS, "{\"action\": \"forget\", \"log\": \"kenel\"}");
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(unknown.body()).contains("no position in the log 'kenel', only in [kennel, log]");
		assertThat(post(TRICKS, "{\"action\": \"forget\", \"log\": \"kennel\", \"version\": 1}").statusCode())
			.isEqualTo(400);
		assertThat(post(TRICKS, "{\"action\": \"forget\", \"log\": \"log\"}").statusCode()).isEqualTo(409);
		JsonNode partitions = done("{\"action\": \"forget\", \"log\": \"kennel\"}").get("projection").get("partitions");
		assertThat(partitions.size()).isOne();
		assertThat(partitions.get(0).get("log").asString()).isEqualTo("log");
		teach("beg");
		assertThat(learned()).containsExactly("sit", "beg");
	}

	@Test
	void theNextAttemptOfAFailureIsShown() {
		start("eventsourcing.projections.by-name.tricks.on-failure=stop");
		DogSchool school = this.context.getBean(DogSchool.class);
		school.addTrick(school.registerDog("Fido"), "bite");
		await().atMost(LIMIT).until(() -> get(TRICKS).get("state").asString().equals("FAILED"));
		JsonNode failure = get(TRICKS).get("partitions").get(0).get("failure");
		assertThat(Instant.parse(failure.get("retryAt").asString()))
			.isAfter(Instant.parse(failure.get("at").asString()));
	}

	@Test
	void parkedEventsAreShownRetriedAndDiscarded() {
		start(WRITABLE);
		teach("bite");
		await().atMost(LIMIT).until(() -> get(TRICKS).get("parked").asInt() == 1);
		JsonNode event = get(TRICKS + "/parked-events").get("events").get(0);
		assertThat(event.get("version").asInt()).isOne();
		assertThat(event.get("topic").asString()).isEqualTo("Dog.TrickAdded");
		assertThat(event.get("attempts").asInt()).isEqualTo(1);
		assertThat(event.get("cause").asString()).contains("Tricks").doesNotContain("\n");
		assertThat(done("{\"action\": \"retry\"}").get("requested").asInt()).isEqualTo(1);
		String id = event.get("notificationId").asString();
		assertThat(done("{\"action\": \"discard\", \"notificationId\": %s}".formatted(id)).get("requested").asInt())
			.isEqualTo(1);
		await().atMost(LIMIT).until(() -> get(TRICKS).get("parked").asInt() == 0);
		assertThat(learned()).isEmpty();
	}

	/** Otherwise, a misspelled id would look like an event that has been discarded. */
	@Test
	void whatIsNotParkedIsNotFound() {
		start(WRITABLE);
		teach("sit");
		HttpResponse<String> discard = post(TRICKS, "{\"action\": \"discard\", \"notificationId\": 1}");
		assertThat(discard.statusCode()).isEqualTo(404);
		assertThat(this.json.readTree(discard.body()).get("message").asString())
			.isEqualTo("The projection 'tricks' has not parked the event 1, so nothing was discarded");
		UUID aggregateId = UUID.randomUUID();
		HttpResponse<String> retry = post(TRICKS,
				"{\"action\": \"retry\", \"aggregateId\": \"%s\"}".formatted(aggregateId));
		assertThat(retry.statusCode()).isEqualTo(404);
		assertThat(retry.body()).contains("has not parked any event of the aggregate " + aggregateId);
		assertThat(done("{\"action\": \"retry\"}").get("requested").asInt()).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	@LeanActuatorApplication
	@Import({ DogSchool.class, TrickCounters.class, Tricks.class, TricksByName.class })
	static class App {

	}

	@Projection("tricks")
	static class Tricks {

		private final List<String> learned = new CopyOnWriteArrayList<>();

		private final List<Object> resets = new CopyOnWriteArrayList<>();

		private volatile boolean broken;

		@EventHandler("Dog.TrickAdded")
		void added(String trick) {
			if (trick.equals("bite")) {
				throw new IllegalArgumentException("Dogs do not learn to bite");
			}
			this.learned.add(trick);
		}

		@OnReset
		void reset() {
			if (this.broken) {
				throw new IllegalArgumentException("The table is missing");
			}
			this.resets.add(this);
			this.learned.clear();
		}

		int resets() {
			return this.resets.size();
		}

	}

	@Projection("tricks/by/name")
	static class TricksByName {

		@EventHandler("Dog.TrickAdded")
		void added() {
		}

	}

}
