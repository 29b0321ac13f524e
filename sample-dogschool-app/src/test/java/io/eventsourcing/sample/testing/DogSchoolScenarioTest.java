package io.eventsourcing.sample.testing;

import java.util.List;

import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.sample.dogschool.DogDetails;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.test.ApplicationScenario;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.ExpectedEvent.event;

class DogSchoolScenarioTest {

	@Test
	void aDogLearnsATrick() {
		Dog fido = new Dog("Fido");
		ApplicationScenario.of(new DogSchool())
			.given(fido)
			.when((school) -> school.addTrick(fido.id(), "roll over"))
			.then(event("TrickAdded", "roll over"))
			.thenState((school) -> school.getDog(fido.id()), new DogDetails("Fido", List.of("roll over")));
	}

}
