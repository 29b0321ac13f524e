package io.eventsourcing.sample.dogschool;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What a dog was, on every database. */
abstract class DogHistoryContract extends RunningDogSchool {

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	private UUID dogId;

	@BeforeEach
	void teachFido() {
		this.context = start();
		DogSchool school = this.context.getBean(DogSchool.class);
		this.dogId = school.registerDog("Fido");
		school.registerDog("Another dog");
		school.addTrick(this.dogId, "roll over");
		school.addTrick(this.dogId, "fetch ball");
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void aDogIsShownAsItWasAtAVersion() throws Exception {
		assertThat(tricks("?version=1")).isEmpty();
		assertThat(tricks("?version=2")).containsExactly("roll over");
		assertThat(tricks("?version=3")).containsExactly("roll over", "fetch ball");
		assertThat(tricks("")).containsExactly("roll over", "fetch ball");
	}

	@Test
	void aVersionThatIsNotThereIsNotFound() throws Exception {
		HttpResponse<String> response = get("?version=4");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(JsonPath.<String>read(response.body(), "$.detail"))
			.isEqualTo("The Dog with the id " + this.dogId + " has no version 4; its latest is 3");
	}

	@Test
	void theHistoryTellsWhatHappened() throws Exception {
		Instant start = Instant.now();
		String history = get("/history").body();
		assertThat(JsonPath.<List<Integer>>read(history, "$[*].version")).containsExactly(1, 2, 3);
		assertThat(JsonPath.<List<String>>read(history, "$[*].name")).containsExactly("Registered", "TrickAdded",
				"TrickAdded");
		assertThat(JsonPath.<List<Map<String, String>>>read(history, "$[*].attributes"))
			.containsExactly(Map.of("name", "Fido"), Map.of("trick", "roll over"), Map.of("trick", "fetch ball"));
		assertThat(JsonPath.<List<String>>read(history, "$[*].time")).extracting(Instant::parse)
			.isSorted()
			.allMatch((time) -> time.isBefore(start));
	}

	@Test
	void aPartOfTheHistoryCanBeSelected() throws Exception {
		assertThat(JsonPath.<List<Integer>>read(get("/history?after=1&limit=1").body(), "$[*].version"))
			.containsExactly(2);
		assertThat(JsonPath.<List<Integer>>read(get("/history?after=3").body(), "$[*].version")).isEmpty();
	}

	private List<String> tricks(String query) throws Exception {
		HttpResponse<String> response = get(query);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(response.body(), "$.name")).isEqualTo("Fido");
		return JsonPath.read(response.body(), "$.tricks");
	}

	private HttpResponse<String> get(String rest) throws Exception {
		return this.client.send(HttpRequest.newBuilder(uri(this.context, "/dogs/" + this.dogId + rest)).build(),
				BodyHandlers.ofString());
	}

}
