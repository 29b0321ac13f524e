package io.eventsourcing.sample.projections;

import java.time.Duration;
import java.util.UUID;

import io.eventsourcing.projection.ProjectionOperations;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The examples in the documentation of rebuilds and versions. */
@SpringBootTest(classes = { DogSchoolApplication.class, DogCards.class, DogCards2.class },
		properties = { "spring.datasource.url=jdbc:h2:mem:versions",
				"spring.flyway.locations=classpath:db/migration,classpath:examples" })
class ProjectionVersionsExampleTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private Projections projections;

	@Autowired
	private ProjectionOperations projectionOperations;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DogCards2 cards;

	@Test
	void theNewVersionReplacesTheOldOne() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		await().until(() -> this.projections.activeVersion("dog-cards") == 2);
		this.school.addTrick(dogId, "play dead");
		assertThat(this.projections.awaitAll(Duration.ofSeconds(5))).isTrue();
		assertThat(this.jdbc.sql("select last_trick from dog_card_view where dog_id = ?")
			.param(dogId)
			.query(String.class)
			.single()).isEqualTo("play dead");
		assertThat(this.cards.mails()).contains("Congratulations on learning to play dead!");
		rebuildAndReturn();
	}

	private void rebuildAndReturn() {
		ProjectionOperations projectionOperations = this.projectionOperations;
		projectionOperations.activate("dog-cards", 1);
		await().until(() -> this.projections.activeVersion("dog-cards") == 1);
		projectionOperations.rebuild("dog-cards");
		assertThat(this.projections.awaitAll(Duration.ofSeconds(5))).isTrue();
		assertThat(this.jdbc.sql("select tricks from dog_cards").query(Integer.class).list()).containsExactly(2);
		projectionOperations.repartition("dog-cards", 4);
		assertThat(this.projections.states()).hasSizeGreaterThan(4);
	}

}
