package io.eventsourcing.autoconfigure;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.fixtures.projections.Popularity;
import io.eventsourcing.projection.AwaitProjection;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.projection.runner.ProjectionRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients read their own writes over HTTP. The projection runs in another context, as it
 * does in another process: the web application does not even contain its code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwaitProjectionContract {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	/** For how long a request waits for a projection that may still arrive. */
	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	private static final String HEADER = "X-Position";

	private final String[] database;

	private ConfigurableApplicationContext worker;

	private ConfigurableApplicationContext web;

	private Http http;

	AwaitProjectionContract(String... database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.worker = with(StartUp.of(ProjectionContract.WithPopularity.class))
			.with("eventsourcing.projections.on-failure=stop", "eventsourcing.log.poll-interval=20ms",
					"spring.sql.init.mode=always", "spring.sql.init.schema-locations=classpath:fixtures/popularity.sql")
			.run();
		await().atMost(LIMIT).until(() -> this.worker.getBean(Projections.class).awaitAll(LIMIT));
		this.web = with(StartUp.of(Web.class).onWeb())
			.with("eventsourcing.web.position-header=" + HEADER,
					"eventsourcing.web.await-timeout=" + TIMEOUT.toMillis() + "ms")
			.run();
		this.http = Http.of(this.web);
	}

	private StartUp with(StartUp startUp) {
		return startUp.with("eventsourcing.base-packages=" + Dog.class.getPackageName()).with(this.database);
	}

	@AfterAll
	void stop() {
		this.web.close();
		this.worker.close();
	}

	/** Teaches a new dog a trick, and returns the position. */
	private String teach(String trick) {
		String dogId = this.http.post("/dogs", "Fido").body().replace("\"", "");
		HttpResponse<String> response = this.http.post("/dogs/" + dogId + "/tricks", trick);
		assertThat(response.statusCode()).isEqualTo(200);
		return response.headers().firstValue(HEADER).orElseThrow();
	}

	private HttpResponse<String> dogs(String trick, String position) {
		return this.http.get("/tricks/" + trick, HEADER, position);
	}

	@Test
	void aRequestSeesWhatTheRequestBeforeItHasSaved() {
		for (int i = 1; i <= 50; i++) {
			HttpResponse<String> response = dogs("sit", teach("sit"));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(Integer.toString(i));
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "9999999999", "9223372036854775807", "9223372036854775808", "-1", "0x1", "one", "", "1,2" })
	void whatIsNoPositionIsRefusedAtOnce(String position) {
		long start = System.nanoTime();
		HttpResponse<String> response = dogs("sit", position);
		assertProblem(response, 400, "The header 'X-Position' does not contain the position of an event in the log.");
		assertThat(response.headers().firstValue(HttpHeaders.RETRY_AFTER)).isEmpty();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue(HttpHeaders.CONTENT_TYPE))
			.contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		assertThat(response.body()).contains("\"status\":" + status)
			.contains("\"detail\":\"" + detail + '"')
			.doesNotContain("trace")
			.doesNotContain("Exception");
	}

	@Test
	void withoutAPositionNobodyWaits() {
		pause();
		try {
			teach("beg");
			assertThat(this.http.get("/tricks/beg").body()).isEqualTo("0");
			assertThat(dogs("beg", "0").body()).isEqualTo("0");
		}
		finally {
			resume();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tricks/", "/of-class/", "/several/" })
	void whatIsPausedIsUnavailableAtOnce(String path) {
		pause();
		try {
			String position = teach("heel");
			long start = System.nanoTime();
			assertRetryable(this.http.get(path + "heel", HEADER, position),
					"is paused before the position " + position + '.');
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
			assertThat(this.http.get("/not-annotated/heel", HEADER, position).statusCode()).isEqualTo(200);
		}
		finally {
			resume();
		}
	}

	/** Another process may run the projection at any time. */
	@Test
	void whatIsLateIsUnavailable() {
		ProjectionRunner runner = this.worker.getBean(ProjectionRunner.class);
		runner.stop();
		try {
			String position = teach("stay");
			long start = System.nanoTime();
			assertRetryable(dogs("stay", position), "has not reached the position " + position + " yet.");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT);
		}
		finally {
			runner.start();
		}
	}

	private static void assertRetryable(HttpResponse<String> response, String reason) {
		assertProblem(response, 503, "The projection 'popularity' " + reason);
		assertThat(response.headers().allValues(HttpHeaders.RETRY_AFTER)).containsExactly("1");
	}

	@Test
	void browsersThatWantHtmlGetTheProblemToo() {
		assertProblem(this.http.get("/tricks/sit", HEADER, "one", HttpHeaders.ACCEPT, "text/html"), 400,
				"The header 'X-Position' does not contain the position of an event in the log.");
	}

	@Test
	void whatComesInTimeIsAnswered() {
		pause();
		String position = teach("dance");
		resume();
		await().atMost(LIMIT).until(() -> dogs("dance", position).statusCode() == 200);
		assertThat(dogs("dance", position).body()).isEqualTo("1");
	}

	@Test
	void aProjectionThatHasStoppedIsNamed() {
		JdbcClient jdbc = this.worker.getBean(JdbcClient.class);
		jdbc.sql("alter table popularity rename to elsewhere").update();
		String position = teach("jump");
		try {
			await().atMost(LIMIT)
				.untilAsserted(() -> assertProblem(dogs("jump", position), 503,
						"The projection 'popularity' has stopped at an event that it cannot handle."));
		}
		finally {
			jdbc.sql("alter table elsewhere rename to popularity").update();
		}
		await().atMost(LIMIT).until(() -> dogs("jump", position).statusCode() == 200);
		assertThat(dogs("jump", position).body()).isEqualTo("1");
	}

	private void pause() {
		this.web.getBean(ProjectionOperations.class).pause("popularity");
	}

	private void resume() {
		this.web.getBean(ProjectionOperations.class).resume("popularity");
		assertThat(this.web.getBean(Projections.class)
			.await("popularity", this.web.getBean(DogSchool.class).notificationLog().maxId(), LIMIT)).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Dogs.class, Tricks.class, OfClass.class, CatchAll.class })
	static class Web extends ProjectionContract.School {

	}

	@RestController
	static class Dogs {

		private final DogSchool school;

		Dogs(DogSchool school) {
			this.school = school;
		}

		@PostMapping("/dogs")
		UUID register(@RequestBody String name) {
			return this.school.registerDog(name);
		}

		@PostMapping("/dogs/{id}/tricks")
		void add(@PathVariable UUID id, @RequestBody String trick) {
			this.school.addTrick(id, trick);
		}

	}

	@RestController
	static class Tricks {

		private final Popularity popularity;

		Tricks(JdbcClient jdbc) {
			this.popularity = new Popularity(jdbc);
		}

		@GetMapping("/tricks/{trick}")
		@AwaitProjection("popularity")
		int dogs(@PathVariable String trick) {
			return this.popularity.dogs(trick);
		}

		@GetMapping("/several/{trick}")
		@AwaitProjection({ "popularity", "popularity" })
		int several(@PathVariable String trick) {
			return this.popularity.dogs(trick);
		}

		@GetMapping("/not-annotated/{trick}")
		int notAnnotated(@PathVariable String trick) {
			return this.popularity.dogs(trick);
		}

	}

	@RestController
	@AwaitProjection("popularity")
	static class OfClass {

		@GetMapping("/of-class/{trick}")
		int dogs(@PathVariable String trick) {
			return trick.length();
		}

	}

	@RestControllerAdvice
	static class CatchAll {

		@ExceptionHandler(Exception.class)
		String handle() {
			return "Something went wrong";
		}

	}

}
