package io.eventsourcing.sample.dogschool;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.AggregateScenario.given;
import static io.eventsourcing.test.AggregateScenario.when;
import static io.eventsourcing.test.ExpectedEvent.event;

class DogTest {

	@Test
	void aDogIsRegistered() {
		when(() -> new Dog("Fido")).then(event("Registered", "Fido"));
	}

	@Test
	void aDogLearnsTricks() {
		given(() -> new Dog("Fido")).and((dog) -> dog.addTrick("roll over"))
			.when((dog) -> dog.addTrick("fetch ball"))
			.then(event("TrickAdded", "fetch ball"))
			.thenState(Dog::tricks, List.of("roll over", "fetch ball"));
	}

}
