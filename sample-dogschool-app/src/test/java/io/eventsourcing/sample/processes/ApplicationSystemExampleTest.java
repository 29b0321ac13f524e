package io.eventsourcing.sample.processes;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.process.ApplicationSystem;
import io.eventsourcing.sample.dogschool.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The example in the documentation that needs no Spring context. */
class ApplicationSystemExampleTest {

	private static final class Kennel extends Application {

		Kennel(Infrastructure infrastructure) {
			super(infrastructure);
		}

	}

	@Test
	void tricksAreCountedInTheThreadOfTheTest() {
		Infrastructure infrastructure = Infrastructure.inMemory();
		Kennel kennel = new Kennel(infrastructure);
		TrickCounters counters = new TrickCounters(infrastructure);
		ApplicationSystem system = ApplicationSystem.pipe(kennel, counters).register(Dog.class);

		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		kennel.save(dog);
		system.run();

		assertThat(counters.count("roll over")).isEqualTo(1);
	}

}
