package io.eventsourcing.sample.dogschool;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.eventsourcing.persistence.recorder.Notification;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What the running application does on every database. */
abstract class DogSchoolContract extends RunningDogSchool {

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
	void aTransactionThatIsRolledBackStoresNothing() {
		try (ConfigurableApplicationContext context = start()) {
			DogSchool school = context.getBean(DogSchool.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			UUID dogId = transaction.execute((status) -> {
				UUID id = school.registerDog("Fido");
				assertThat(school.getDog(id).name()).isEqualTo("Fido");
				status.setRollbackOnly();
				return id;
			});
			assertThat(school.repository().exists(Dog.class, dogId)).isFalse();
			assertThat(school.notificationLog().select(1, 10)).isEmpty();
		}
	}

	@Test
	void ofTwoCommandsAtOnceOneIsAConflict() {
		try (ConfigurableApplicationContext context = start(SlowReaders.class)) {
			DogSchool school = context.getBean(DogSchool.class);
			UUID dogId = school.registerDog("Fido");
			HttpRequest addTrick = HttpRequest.newBuilder(uri(context, "/dogs/" + dogId + "/tricks"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"trick\": \"sit\"}"))
				.build();
			List<HttpResponse<String>> responses = Stream.generate(HttpClient::newHttpClient)
				.limit(2)
				.map((client) -> client.sendAsync(addTrick, BodyHandlers.ofString()))
				.toList()
				.stream()
				.map(CompletableFuture::join)
				.sorted(Comparator.comparing(HttpResponse::statusCode))
				.toList();
			assertThat(responses).extracting(HttpResponse::statusCode).containsExactly(204, 409);
			assertConflict(responses.get(1), dogId);
			assertThat(school.getDog(dogId).tricks()).containsExactly("sit");
			assertThat(school.notificationLog().select(1, 10)).hasSize(2);
		}
	}

	private static void assertConflict(HttpResponse<String> response, UUID dogId) {
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(JsonPath.<String>read(response.body(), "$.title")).isEqualTo("Conflict");
		assertThat(JsonPath.<String>read(response.body(), "$.detail")).isEqualTo("Version 2 of the aggregate " + dogId
				+ " is already stored; nothing was saved. " + "Load the aggregate again and repeat the command.");
	}

}
