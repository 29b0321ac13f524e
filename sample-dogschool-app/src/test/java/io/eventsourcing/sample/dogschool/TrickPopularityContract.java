package io.eventsourcing.sample.dogschool;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.TrickPopularity.PopularTrick;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The tricks by popularity, on every database. */
abstract class TrickPopularityContract extends RunningDogSchool {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String POSITION = "Event-Position";

	@Test
	void tricksAreCountedOnceAcrossRestarts() {
		for (int start = 1; start <= 2; start++) {
			try (ConfigurableApplicationContext context = start()) {
				DogSchool school = context.getBean(DogSchool.class);
				school.addTrick(school.registerDog("Fido"), "roll over");
				assertThat(context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
				assertThat(context.getBean(TrickPopularity.class).mostPopular(10))
					.containsExactly(new PopularTrick("roll over", start));
			}
		}
	}

	/** As the page asks: after each new event, for a list that includes it. */
	@Test
	void theAnswerIncludesTheEventThatIsAskedFor() {
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			for (int times = 1; times <= 20; times++) {
				String position = addTrick(context, dogId).headers().firstValue(POSITION).orElseThrow();
				HttpResponse<String> response = tricks(context, position);
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(JsonPath.<Integer>read(response.body(), "$[0].times")).isEqualTo(times);
			}
		}
	}

	@Test
	void anEventThatDoesNotExistIsNotWaitedFor() {
		try (ConfigurableApplicationContext context = start()) {
			HttpResponse<String> response = tricks(context, "9999999999");
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(JsonPath.<String>read(response.body(), "$.detail"))
				.isEqualTo("The header 'Event-Position' does not contain the position of an event in the log.");
		}
	}

	@Test
	void anAnswerThatTakesTooLongIsRefused() {
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(ProjectionOperations.class).pause("trick-popularity");
			DogSchool school = context.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Fido"), "roll over");
			assertThat(tricks(context, "2").statusCode()).isEqualTo(503);
			context.getBean(ProjectionOperations.class).resume("trick-popularity");
			assertThat(context.getBean(Projections.class).await("trick-popularity", 2, LIMIT)).isTrue();
			assertThat(tricks(context, "2").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aProjectionThatHasFailedIsReportedAtOnce() {
		try (ConfigurableApplicationContext context = start(Map.of("eventsourcing.projections.on-failure", "stop"))) {
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			jdbc.sql("alter table trick_popularity rename to elsewhere").update();
			DogSchool school = context.getBean(DogSchool.class);
			school.addTrick(school.registerDog("Fido"), "roll over");
			HttpResponse<String> response = tricks(context, "2");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(JsonPath.<String>read(response.body(), "$.detail"))
				.isEqualTo("The projection 'trick-popularity' has stopped at an event that it cannot handle.");
			jdbc.sql("alter table elsewhere rename to trick_popularity").update();
			Awaitility.await().atMost(LIMIT).until(() -> tricks(context, "2").statusCode() == 200);
		}
	}

	private static HttpResponse<String> addTrick(ConfigurableApplicationContext context, UUID dogId) {
		return send(HttpRequest.newBuilder(uri(context, "/dogs/" + dogId + "/tricks"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"trick\": \"roll over\"}")));
	}

	private static HttpResponse<String> tricks(ConfigurableApplicationContext context, String position) {
		return send(HttpRequest.newBuilder(uri(context, "/tricks")).header(POSITION, position));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		return HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofString()).join();
	}

}
