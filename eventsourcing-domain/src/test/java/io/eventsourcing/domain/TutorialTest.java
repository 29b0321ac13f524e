package io.eventsourcing.domain;

import java.util.List;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.dogs.ExplicitDog;
import io.eventsourcing.dogs.TypedDog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The aggregate of the tutorial, in all three styles.
 */
class TutorialTest {

	@Test
	void decorated() {
		Dog dog = new Dog("Fido");
		assertThat(dog.version()).isEqualTo(1);
		dog.addTrick("roll over");
		dog.addTrick("play dead");
		assertThat(dog.tricks()).containsExactly("roll over", "play dead");
		assertThat(dog.version()).isEqualTo(3);

		List<DomainEvent> events = dog.collectEvents();
		assertThat(events).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded", "TrickAdded");
		assertThat(events).extracting(DomainEvent::originatorVersion).containsExactly(1L, 2L, 3L);
		assertThat(events).extracting(DomainEvent::originatorId).containsOnly(dog.id());
		assertThat(((EventArguments) events.get(0).payload()).get("name")).isEqualTo("Fido");
		assertThat(((EventArguments) events.get(2).payload()).asMap()).hasToString("{trick=play dead}");
		assertThat(dog.collectEvents()).isEmpty();

		Dog copy = null;
		for (DomainEvent event : events) {
			copy = event.mutate(copy);
		}
		assertThat(copy).isEqualTo(dog).isNotSameAs(dog);
		assertThat(copy.name()).isEqualTo("Fido");
		assertThat(copy.tricks()).containsExactly("roll over", "play dead");
		assertThat(copy.pendingEvents()).isEmpty();
	}

	@Test
	void decoratedWithTypedPayload() {
		TypedDog dog = new TypedDog("Fido");
		dog.addTrick("roll over");
		List<DomainEvent> events = dog.collectEvents();
		assertThat(events).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded");
		assertThat(events).extracting(DomainEvent::payload)
			.containsExactly(new TypedDog.Registered("Fido"), new TypedDog.TrickAdded("roll over"));
		TypedDog copy = Replays.replay(events);
		assertThat(copy).isEqualTo(dog);
		assertThat(copy.tricks()).containsExactly("roll over");
	}

	@Test
	void explicit() {
		ExplicitDog dog = new ExplicitDog("Fido");
		dog.addTrick("roll over");
		List<DomainEvent> events = dog.collectEvents();
		assertThat(events).extracting(DomainEvent::name).containsExactly("Registered", "TrickAdded");
		assertThat(events).extracting(DomainEvent::payload)
			.containsExactly(new ExplicitDog.Registered("Fido"), new ExplicitDog.TrickAdded("roll over"));
		ExplicitDog copy = Replays.replay(events);
		assertThat(copy).isEqualTo(dog);
		assertThat(copy.name()).isEqualTo("Fido");
		assertThat(copy.tricks()).containsExactly("roll over");
	}

}
