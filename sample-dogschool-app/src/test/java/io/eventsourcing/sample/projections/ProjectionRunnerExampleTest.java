package io.eventsourcing.sample.projections;

import java.util.UUID;

import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples in the documentation, run by the thread of the test. */
@SpringBootTest(classes = { DogSchoolApplication.class, DogCards.class },
		properties = { "spring.datasource.url=jdbc:h2:mem:runner", "eventsourcing.projections.enabled=false",
				"spring.flyway.locations=classpath:db/migration,classpath:examples" })
class ProjectionRunnerExampleTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private ProjectionRunner runner;

	@Autowired
	private DogCards cards;

	@Test
	void tricksAreCountedWhenTheTestSaysSo() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		this.runner.run();
		assertThat(this.cards.tricks(dogId)).isEqualTo(1);
	}

}
