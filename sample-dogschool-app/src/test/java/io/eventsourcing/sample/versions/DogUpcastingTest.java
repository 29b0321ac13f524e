package io.eventsourcing.sample.versions;

import java.util.List;
import java.util.Map;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.test.AggregateScenario;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.AggregateScenario.given;
import static io.eventsourcing.test.ExpectedEvent.event;
import static io.eventsourcing.test.GivenEvent.stored;

/** The steps of the dog, tested from stored JSON to the aggregate. */
class DogUpcastingTest {

	@Test
	void tricksOfTheFirstReleaseAreInEnglish() {
		given(Dog.class, stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"),
				stored("Dog.TrickAdded", 1, "{\"trick\": \"sit\"}"))
			.thenState(Dog::tricks, List.of("sit (en)"));
	}

	@Test
	void oldDogsLearnNewTricks() {
		given(Dog.class, stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"), stored("Dog.HeartbeatSeen", 1, "{}"),
				stored("Dog.TrickAdded", 2, "{\"name\": \"sit\"}"))
			.when((dog) -> dog.addTrick("Platz", "de"))
			.then(event("TrickAdded", "Platz", "de"))
			.thenState(Dog::tricks, List.of("sit (en)", "Platz (de)"));
	}

	@Test
	void anAdoptionIsSplitAndItsCitySpelledOut() {
		Topics topics = new Topics(List.of(new CityNames()), Map.of());
		Infrastructure infrastructure = Infrastructure.builder(new MemoryRecorder()).topics(topics).build();
		AggregateScenario.using(infrastructure)
			.given(Dog.class, stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"),
					stored("Dog.Adopted", 1, "{\"name\": \"Rex\", \"street\": \"High Street\", \"city\": \"BTH\"}"))
			.thenState(Dog::home, "High Street, Bath");
	}

}
