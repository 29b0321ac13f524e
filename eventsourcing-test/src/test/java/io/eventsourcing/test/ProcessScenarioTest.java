package io.eventsourcing.test;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.process.ProcessApplication;
import io.eventsourcing.process.Processing;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.ExpectedEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProcessScenarioTest {

	private final Rewards rewards = new Rewards(Infrastructure.inMemory());

	@Test
	void onlyWhatTheApplicationSavesInResponseIsExpected() {
		ProcessScenario.of(this.rewards, Counter.class)
			.given(dog("Fido", "sit"))
			.when(dog("Rex", "sit"))
			.then(event("Incremented", 2));
		assertThat(this.rewards.count("sit")).isEqualTo(2);
	}

	@Test
	void itsResponsesToItsOwnEventsAreAmongThem() {
		ProcessScenario.of(this.rewards, Counter.class)
			.given(dog("Fido", "sit"), dog("Rex", "sit"))
			.when(dog("Max", "sit", "stay"))
			.then(event("Incremented", 3), event("Started", "stay"), event("Incremented", 1),
					event("Registered", "The dog who can sit"))
			.thenState((application) -> application.count("sit"), 3);
	}

	@Test
	void nothingIsExpected() {
		ProcessScenario.of(this.rewards, Counter.class).when(dog("Fido")).thenNothing();
		ApplicationResult<Rewards> result = ProcessScenario.of(this.rewards, Counter.class).when(dog("Rex", "sit"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(result::thenNothing)
			.withMessageContaining("Started{trick=\"sit\"}");
	}

	@Test
	void anExceptionOfAMethodIsExpected() {
		ProcessScenario.of(this.rewards, Counter.class)
			.when(dog("Fido", "swear"))
			.thenThrows(IllegalStateException.class)
			.hasMessage("swear");
	}

	@Test
	void aClassThatIsMissingIsReportedWithTheFix() {
		ProcessScenario<Rewards> scenario = ProcessScenario.of(this.rewards);
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> scenario.given(dog("Fido", "sit")))
			.withMessageContaining("'Counter.Incremented'")
			.withMessageEndingWith("pass its class to ProcessScenario.of.");
		assertThatExceptionOfType(ProjectionDefinitionException.class)
			.isThrownBy(() -> scenario.when(dog("Rex")).thenNothing())
			.withMessageEndingWith("pass its class to ProcessScenario.of.");
	}

	private static Dog dog(String name, String... tricks) {
		Dog dog = new Dog(name);
		dog.teach(tricks);
		return dog;
	}

	static class Counter extends Aggregate {

		private int count;

		@Event("Started")
		Counter(String trick) {
			super(id(trick));
		}

		void increment() {
			increment(this.count + 1);
		}

		@Event("Incremented")
		private void increment(int count) {
			this.count = count;
		}

		static UUID id(String trick) {
			return UUID.nameUUIDFromBytes(trick.getBytes(StandardCharsets.UTF_8));
		}

	}

	static class Rewards extends ProcessApplication {

		Rewards(Infrastructure infrastructure) {
			super(infrastructure);
		}

		@EventHandler("Dog.TrickAdded")
		void count(String trick, Processing processing) {
			if (trick.equals("swear")) {
				throw new IllegalStateException(trick);
			}
			Counter counter = repository().find(Counter.class, Counter.id(trick)).orElseGet(() -> new Counter(trick));
			counter.increment();
			processing.collectEvents(counter);
		}

		@EventHandler("Counter.Incremented")
		void reward(int count, Processing processing) {
			if (count == 3) {
				processing.collectEvents(new Dog("The dog who can sit"));
			}
		}

		int count(String trick) {
			return repository().get(Counter.class, Counter.id(trick)).count;
		}

	}

}
