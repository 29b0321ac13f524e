package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import io.eventsourcing.projection.Projections;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What operators see of the application, on every database. */
abstract class OperationsContract extends RunningDogSchool {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String POPULARITY = "/actuator/eventsourcing/projections/trick-popularity";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void theApplicationCanBeWatched() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			teachFido(context);
			String store = get(context, "/actuator/eventsourcing").body();
			assertThat(JsonPath.<Integer>read(store, "$.stores.default.head")).isEqualTo(2);
			assertThat(JsonPath.<List<String>>read(store, "$.stores.default.aggregates.Dog.events.TrickAdded"))
				.containsExactly("trick");
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(JsonPath.<String>read(get(context, POPULARITY).body(), "$.state"))
					.isEqualTo("LIVE"));
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(
						get(context, "/actuator/health/eventsourcing/projections/trick-popularity").statusCode())
					.isEqualTo(200));
			String appends = get(context, "/actuator/metrics/eventsourcing.append?tag=outcome:stored").body();
			assertThat(JsonPath.<List<Double>>read(appends, "$.measurements[?(@.statistic == 'COUNT')].value"))
				.containsExactly(2.0);
			assertThat(get(context, "/actuator/info").body()).contains("schemaVersion");
			assertThat(get(context, "/actuator/env").statusCode()).isEqualTo(404);
			assertThat(post(context, "{\"action\": \"pause\"}").statusCode()).isEqualTo(405);
		}
	}

	/** With all settings that the page shows. */
	@Test
	void thePageShowsSettingsThatWork() throws Exception {
		Map<String, String> settings = settingsOfPage();
		assertThat(settings).hasSizeGreaterThan(4);
		try (ConfigurableApplicationContext context = start(settings)) {
			teachFido(context);
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(get(context, "/actuator/health/readiness").body())
					.contains("\"trick-popularity\""));
			HttpResponse<String> paused = post(context, curlOfPage());
			assertThat(paused.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<String>read(paused.body(), "$.projection.state")).isEqualTo("PAUSED");
		}
	}

	private static void teachFido(ConfigurableApplicationContext context) {
		DogSchool school = context.getBean(DogSchool.class);
		school.addTrick(school.registerDog("Fido"), "roll over");
		assertThat(context.getBean(Projections.class).awaitAll(LIMIT)).isTrue();
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/operations.md"));
	}

	private static Map<String, String> settingsOfPage() throws IOException {
		Map<String, String> settings = new HashMap<>();
		Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page()).results().forEach((block) -> {
			YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
			yaml.setResources(new ByteArrayResource(block.group(1).getBytes()));
			yaml.getObject().forEach((key, value) -> settings.put(key.toString(), value.toString()));
		});
		return settings;
	}

	private static String curlOfPage() throws IOException {
		return Pattern.compile("-d '(.*)' http://localhost:8080" + POPULARITY)
			.matcher(page())
			.results()
			.findFirst()
			.orElseThrow()
			.group(1);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
		return this.client.send(HttpRequest.newBuilder(uri(context, path)).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(ConfigurableApplicationContext context, String body) throws Exception {
		return this.client.send(HttpRequest.newBuilder(uri(context, POPULARITY))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

}
