package io.eventsourcing.sample.projections;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.tracking.ParkedEvent;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The examples in the documentation, run by the threads of the library. */
@SpringBootTest(classes = { DogSchoolApplication.class, DogCards.class, AuditTrail.class },
		properties = { "spring.profiles.active=examples", "spring.datasource.url=jdbc:h2:mem:projections",
				"spring.flyway.locations=classpath:db/migration,classpath:examples" })
class ProjectionExamplesTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private Projections projections;

	@Autowired
	private ProjectionOperations projectionOperations;

	@Autowired
	private ParkedEvents parkedEvents;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DogCards cards;

	@Autowired
	private AuditTrail audit;

	@Test
	void tricksAreCounted() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		assertThat(this.projections.awaitAll(Duration.ofSeconds(5))).isTrue();
		assertThat(this.cards.tricks(dogId)).isEqualTo(1);
	}

	@Test
	void allEventsAreInTheTrail() {
		UUID dogId = this.school.registerDog("Rex");
		this.school.addTrick(dogId, "play dead");
		assertThat(this.projections.awaitAll(Duration.ofSeconds(5))).isTrue();
		assertThat(this.audit.topics()).endsWith("Dog.Registered", "Dog.TrickAdded");
	}

	@Test
	void anOperatorRetriesAndDiscards() {
		ParkedEvents parkedEvents = this.parkedEvents;
		assertThat(parkedEvents.of("dog-cards")).isEmpty();
		this.jdbc.sql("alter table dog_cards add constraint no_cats check (name <> 'Felix')").update();
		this.school.registerDog("Felix");
		await().until(() -> parkedEvents.of("dog-cards").size() == 1);
		List<ParkedEvent> events = parkedEvents.of("dog-cards");
		parkedEvents.retry("dog-cards");
		parkedEvents.discard("dog-cards", events.get(0).notificationId());
		await().until(() -> parkedEvents.of("dog-cards").isEmpty());
		this.jdbc.sql("alter table dog_cards drop constraint no_cats").update();
	}

	@Test
	void anOperatorPausesAndResumes() {
		ProjectionOperations projectionOperations = this.projectionOperations;
		Projections projections = this.projections;
		projectionOperations.pause("dog-cards");
		List<ProjectionState> paused = projections.states();
		projectionOperations.resume("dog-cards");
		List<ProjectionState> states = projections.states();
		assertThat(paused).filteredOn((state) -> state.name().equals("dog-cards"))
			.extracting(ProjectionState::status)
			.containsExactly(ProjectionStatus.PAUSED);
		assertThat(states).extracting(ProjectionState::status).doesNotContain(ProjectionStatus.PAUSED);
	}

}
