package io.eventsourcing.sample.dogschool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The stream of notifications, on every database. */
@Timeout(60)
abstract class NotificationStreamContract extends RunningDogSchool {

	private ConfigurableApplicationContext context;

	private DogSchool school;

	@BeforeEach
	void startDogSchool() {
		this.context = start(Map.of("dogschool.heartbeat", "20ms"));
		this.school = this.context.getBean(DogSchool.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void whatExistsIsSentAndThenWhatComes() throws Exception {
		UUID dogId = this.school.registerDog("Ñandú\nthe second");
		try (EventStream stream = open("")) {
			assertThat(stream.response().statusCode()).isEqualTo(200);
			assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
			EventStream.Event event = stream.next();
			assertThat(event.id()).isEqualTo(1);
			assertThat(JsonPath.<Map<String, Object>>read(event.data(), "$")).containsEntry("id", 1)
				.containsEntry("originatorId", dogId.toString())
				.containsEntry("originatorVersion", 1)
				.containsEntry("topic", "Dog.Registered")
				.containsEntry("payload", Map.of("name", "Ñandú\nthe second"))
				.containsKey("timestamp");
			this.school.addTrick(dogId, "sit");
			assertThat(JsonPath.<String>read(stream.next().data(), "$.payload.trick")).isEqualTo("sit");
		}
	}

	@Test
	void aClientIsAnsweredBeforeTheFirstEvent() throws Exception {
		try (EventStream stream = open("")) {
			this.school.registerDog("Fido");
			assertThat(stream.nextIds(1)).containsExactly(1L);
		}
	}

	@Test
	void aStreamBeginsAfterTheIdThatIsAskedFor() throws Exception {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "sit");
		this.school.addTrick(dogId, "stay");
		try (EventStream stream = open("?after=1")) {
			assertThat(stream.nextIds(2)).containsExactly(2L, 3L);
		}
		try (EventStream stream = open("?after=1", "Last-Event-ID", "2")) {
			assertThat(stream.nextIds(1)).containsExactly(3L);
		}
	}

	@Test
	void whoReconnectsMissesNothingAndSeesNothingTwice() throws Exception {
		int events = 300;
		UUID dogId = this.school.registerDog("Fido");
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			for (int i = 1; i < events; i++) {
				this.school.addTrick(dogId, "trick " + i);
			}
		});
		List<Long> ids = new ArrayList<>();
		while (ids.size() < events) {
			String last = ids.isEmpty() ? "0" : ids.get(ids.size() - 1).toString();
			try (EventStream stream = open("", "Last-Event-ID", last)) {
				ids.addAll(stream.nextIds(Math.min(29, events - ids.size())));
			}
		}
		writer.join();
		assertThat(ids).containsExactlyElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
	}

	@Test
	void whoIsFarBehindGetsEverything() throws Exception {
		UUID dogId = this.school.registerDog("Fido");
		for (int i = 1; i < 250; i++) {
			this.school.addTrick(dogId, "trick " + i);
		}
		try (EventStream stream = open("")) {
			assertThat(stream.nextIds(250)).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
		}
	}

	private EventStream open(String query, String... headers) throws Exception {
		return EventStream.open(uri(this.context, "/notifications/stream" + query), headers);
	}

}
