package io.eventsourcing.sample.dogschool.tutorial;

import java.util.List;
import java.util.UUID;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.sample.dogschool.DogDetails;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tutorial, without Spring and without a database. */
class TutorialTest {

	@Test
	void anAggregateIsRebuiltFromItsEvents() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		assertThat(dog.tricks()).containsExactly("roll over");
		List<DomainEvent> events = dog.collectEvents();
		assertThat(events).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded");
		assertThat(dog.collectEvents()).isEmpty();
		Dog copy = null;
		for (DomainEvent event : events) {
			copy = event.mutate(copy);
		}
		assertThat(copy).isEqualTo(dog);
	}

	@Test
	void anApplicationKeepsWhatItDoes() {
		DogSchool school = new DogSchool();
		UUID dogId = school.registerDog("Fido");
		school.addTrick(dogId, "roll over");
		school.addTrick(dogId, "fetch ball");
		assertThat(school.getDog(dogId)).isEqualTo(new DogDetails("Fido", List.of("roll over", "fetch ball")));
		assertThat(school.notificationLog().select(1, 10)).extracting(Notification::id).containsExactly(1L, 2L, 3L);
	}

}
