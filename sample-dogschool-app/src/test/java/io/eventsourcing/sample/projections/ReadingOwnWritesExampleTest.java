package io.eventsourcing.sample.projections;

import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of code that waits for what it has saved. */
@SpringBootTest(classes = { DogSchoolApplication.class, DogCards.class },
		properties = { "spring.profiles.active=examples", "spring.datasource.url=jdbc:h2:mem:own-writes",
				"spring.flyway.locations=classpath:db/migration,classpath:examples" })
class ReadingOwnWritesExampleTest {

	@Autowired
	private DogSchool school;

	@Autowired
	private Projections projections;

	@Autowired
	private DogCards cards;

	@Test
	void theReadModelIncludesWhatWasSaved() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		List<Recording> saved = this.school.save(dog);
		boolean included = this.projections.await("dog-cards", saved, Duration.ofSeconds(5));
		assertThat(included).isTrue();
		assertThat(this.cards.tricks(dog.id())).isEqualTo(1);
	}

}
