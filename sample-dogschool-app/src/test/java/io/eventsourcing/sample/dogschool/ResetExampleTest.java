package io.eventsourcing.sample.dogschool;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.test.autoconfigure.ResetEventStore;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The reset in the context of the whole application. */
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:reset")
@ResetEventStore
class ResetExampleTest {

	@Autowired
	private DogSchool school;

	@RepeatedTest(2)
	void idsStartAt1() {
		this.school.registerDog("Fido");
		assertThat(this.school.notificationLog().select(1, 10)).extracting(Notification::id).containsExactly(1L);
	}

}
