package io.eventsourcing.sample.processes;

import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The examples in the documentation, run by the threads of the library. */
@SpringBootTest(classes = { DogSchoolApplication.class, TrickCounters.class, Rewards.class },
		properties = { "spring.datasource.url=jdbc:h2:mem:processes",
				"eventsourcing.base-packages=io.eventsourcing.sample.dogschool,io.eventsourcing.sample.processes" })
class ProcessExamplesTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private TrickCounters counters;

	@Autowired
	private Projections projections;

	@Test
	void tricksAreCounted() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		assertThat(this.projections.awaitAll(Duration.ofSeconds(5))).isTrue();
		assertThat(this.counters.count("roll over")).isEqualTo(1);
	}

	@Test
	void oneProcessLeadsToTheNext() {
		UUID dogId = this.school.registerDog("Rex");
		for (int i = 0; i < 3; i++) {
			this.school.addTrick(dogId, "sitting");
		}
		try (EventSubscription events = this.school.subscribe(0, Dog.class)) {
			await().until(() -> events.next().event().payload().toString().contains("The dog who is sitting"));
		}
	}

	@Test
	void consequencesCarryTheCorrelationId() {
		DogSchool school = this.school;
		UUID dogId = school.registerDog("Bello");
		String requestId = "7f3a";
		try (Metadata.Scope scope = Metadata.with(Metadata.CORRELATION_ID, requestId)) {
			school.addTrick(dogId, "speak");
		}
		assertThat(this.projections.awaitAll(Duration.ofSeconds(5))).isTrue();
		assertThat(school.eventStore().get(TrickCounter.id("speak"))).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.metadata()).containsEntry("correlationId", requestId)
				.containsKey("causationId"));
	}

}
