package io.eventsourcing.sample.dogschool;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.eventsourcing.persistence.recorder.Notification;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What the running application does on every database. */
abstract class DogSchoolContract extends RunningDogSchool {

	private static final int CLIENTS = 16;

	private static final int TRICKS_PER_CLIENT = 10;

	@Test
	void whatIsDoneOutlivesTheApplication() {
		UUID dogId;
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			dogId = school.registerDog("Fido");
			school.addTrick(dogId, "roll over");
			school.addTrick(dogId, "fetch ball");
		}
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			assertThat(school.getDog(dogId)).isEqualTo(new DogDetails("Fido", List.of("roll over", "fetch ball")));
			assertThat(school.notificationLog().select(1, 10)).extracting(Notification::id).containsExactly(1L, 2L, 3L);
		}
	}

	@Test
	void clientsThatTeachOneDogAtOnceAllSucceed() {
		List<String> tricks = IntStream.range(0, CLIENTS * TRICKS_PER_CLIENT).mapToObj((i) -> "trick " + i).toList();
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
				.mapToObj((i) -> tricks.subList(i * TRICKS_PER_CLIENT, (i + 1) * TRICKS_PER_CLIENT))
				.map((lesson) -> CompletableFuture.runAsync(() -> teach(context, dogId, lesson),
						(client) -> new Thread(client).start()))
				.toList();
			clients.forEach(CompletableFuture::join);
			assertThat(school.getDog(dogId).tricks()).containsExactlyInAnyOrderElementsOf(tricks);
		}
	}

	private static void teach(ConfigurableApplicationContext context, UUID dogId, List<String> tricks) {
		HttpClient client = HttpClient.newHttpClient();
		for (String trick : tricks) {
			assertThat(addTrick(client, context, dogId, trick).statusCode()).isEqualTo(204);
		}
	}

	@Test
	void aCommandThatMeetsConflictsAllTheTimeIsAConflict() {
		try (ConfigurableApplicationContext context = start(BusyNeighbour.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			HttpResponse<String> response = addTrick(HttpClient.newHttpClient(), context, dogId, "sit");
			assertThat(response.statusCode()).isEqualTo(409);
			assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(JsonPath.<String>read(response.body(), "$.title")).isEqualTo("Conflict");
			assertThat(JsonPath.<String>read(response.body(), "$.detail")).contains("the aggregate " + dogId,
					"is already stored; nothing was saved");
			assertThat(school.getDog(dogId).tricks()).isNotEmpty().containsOnly("bark");
		}
	}

	private static HttpResponse<String> addTrick(HttpClient client, ConfigurableApplicationContext context, UUID dogId,
			String trick) {
		HttpRequest request = HttpRequest.newBuilder(uri(context, "/dogs/" + dogId + "/tricks"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"trick\": \"" + trick + "\"}"))
			.build();
		return client.sendAsync(request, BodyHandlers.ofString()).join();
	}

}
