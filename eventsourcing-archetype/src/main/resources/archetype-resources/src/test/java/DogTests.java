package ${package};

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.AggregateScenario.given;
import static io.eventsourcing.test.AggregateScenario.when;
import static io.eventsourcing.test.ExpectedEvent.event;

class DogTests {

	@Test
	void dogsAreRegistered() {
		when(() -> new Dog("Fido")).then(event("Registered", "Fido"));
	}

	@Test
	void dogsLearnTricks() {
		given(() -> new Dog("Fido")).and((dog) -> dog.addTrick("sit"))
			.when((dog) -> dog.addTrick("roll over"))
			.then(event("TrickAdded", "roll over"))
			.thenState(Dog::tricks, List.of("sit", "roll over"));
	}

}
