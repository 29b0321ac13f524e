package io.eventsourcing.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.test.Dog.Renamed;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.test.AggregateScenario.given;
import static io.eventsourcing.test.AggregateScenario.when;
import static io.eventsourcing.test.ExpectedEvent.event;
import static io.eventsourcing.test.GivenEvent.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AggregateScenarioTest {

	@Test
	void aCreationTriggersTheFirstEvent() {
		when(() -> new Dog("Fido")).then(event("Registered", "Fido")).thenState(Dog::name, "Fido");
	}

	@Test
	void onlyTheEventsOfWhenAreExpected() {
		given(() -> new Dog("Fido")).and((dog) -> dog.addTrick("roll over"))
			.when((dog) -> dog.addTrick("fetch ball"))
			.then(event("TrickAdded", "fetch ball", 1))
			.thenState(Dog::tricks, List.of("roll over", "fetch ball"))
			.thenState((dog) -> assertThat(dog.version()).isEqualTo(3));
	}

	@Test
	void aResultStaysAsItIsWhenTheScenarioGoesOn() {
		AggregateScenario<Dog> scenario = given(() -> new Dog("Fido"));
		AggregateResult<Dog> first = scenario.when((dog) -> dog.rename("Fi"));
		AggregateResult<Dog> second = scenario.and((dog) -> dog.weighed(12)).when((dog) -> dog.rename("Rex"));
		first.then(new Renamed("Fi"));
		second.then(new Renamed("Rex"));
	}

	@Test
	void anEventIsExpectedByItsNameItsRecordOrSomeOfItsAttributes() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> {
			dog.teach("sit", "stay");
			dog.rename("Fi");
		});
		result.then("TrickAdded", event("TrickAdded").with("trick", "stay"), new Renamed("Fi"));
		result.then("Dog.TrickAdded", event("Dog.TrickAdded", "stay", 1), event("Renamed", "Fi"));
	}

	@Test
	void numbersAreWidenedAsByACall() {
		given(() -> new Dog("Fido")).when((dog) -> dog.weighed(12)).then(event("Weighed", 12));
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> dog.addTrick("sit", 2));
		result.then(event("TrickAdded").with("level", (short) 2));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> result.then(event("TrickAdded").with("level", 2.0)));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> result.then(event("TrickAdded").with("level", 3)));
	}

	@Test
	void nothingIsExpected() {
		given(() -> new Dog("Fido")).when(Dog::name).thenNothing();
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> dog.addTrick("sit"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(result::thenNothing).withMessage("""
				Expected events:
				  none
				but were:
				  TrickAdded{trick="sit", level=1L}""");
	}

	@Test
	void theMessageShowsNamesAndAttributesOfAllEvents() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> {
			dog.addTrick("sit");
			dog.rename("Fi");
		});
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> result.then(event("TrickAdded", "stay", 1), new Renamed("Fo"),
					event("Weighed").with("kilograms", 3)))
			.withMessage("""
					Expected events:
					  TrickAdded("stay", 1)
					  Renamed{name="Fo"}
					  Weighed{kilograms=3}
					but were:
					  TrickAdded{trick="sit", level=1L}
					  Renamed{name="Fi"}""");
	}

	@Test
	void anIdeCanShowTheDifference() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> dog.rename("Fi"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("TrickAdded"))
			.extracting("expected.stringRepresentation", "actual.stringRepresentation")
			.containsExactly("  TrickAdded", "  Renamed{name=\"Fi\"}");
	}

	@Test
	void mistakesInTheExpectationAreExplained() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> dog.addTrick("sit"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("TrickAded"))
			.withMessageEndingWith(
					"\nThere is no event 'TrickAded', only [Registered, TrickAdded, Renamed, Weighed]. Did you mean 'TrickAdded'?");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then(event("TrickAdded", "sit")))
			.withMessageEndingWith(
					"\nThe event TrickAdded has the attributes [trick, level], so event(\"TrickAdded\", ..) expects 2 values; with(..) expects single ones.");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> result.then(event("TrickAdded").with("name", "sit")))
			.withMessageEndingWith("\nThe event TrickAdded has no attribute 'name', only [trick, level].");
		assertThatIllegalArgumentException().isThrownBy(() -> result.then(1))
			.withMessage(
					"Expect an event by its name, by its record, or by event(name, values..), not by an object of class java.lang.Integer");
		assertThatIllegalStateException().isThrownBy(() -> event("TrickAdded", "sit").with("level", 1));
	}

	@Test
	void anExceptionIsExpectedWithAssertJ() {
		given(() -> new Dog("Fido")).and((dog) -> dog.addTrick("sit"))
			.when((dog) -> dog.addTrick("sit"))
			.thenThrows(IllegalStateException.class)
			.hasMessage("Fido knows sit");
		when(() -> new Dog(" ")).thenThrows(IllegalArgumentException.class).hasMessage("A dog has a name");
		given(() -> new Dog("Fido")).when((dog) -> {
			throw new IOException("no food");
		}).thenThrows(IOException.class).hasMessage("no food");
	}

	@Test
	void nothingMayBeTriggeredBeforeAnException() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> {
			dog.addTrick("sit");
			dog.addTrick("sit");
		});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.thenThrows(IllegalStateException.class))
			.withMessage("""
					Expected no events because of java.lang.IllegalStateException: Fido knows sit, but were:
					  TrickAdded{trick="sit", level=1L}
					Check before the first event.""");
	}

	@Test
	void theStateMayNotChangeBeforeAnException() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> {
			dog.wag();
			throw new IllegalStateException("tired");
		});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.thenThrows(IllegalStateException.class))
			.withMessageContaining("wags is 1, but 0 after replay");
	}

	@Test
	void anotherExceptionOrNoneFails() {
		AggregateResult<Dog> none = given(() -> new Dog("Fido")).when((dog) -> dog.addTrick("sit"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> none.thenThrows(RuntimeException.class))
			.withMessage("""
					Expected a java.lang.RuntimeException, but nothing was thrown. The events were:
					  TrickAdded{trick="sit", level=1L}""");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> when(() -> new Dog("")).thenThrows(IOException.class))
			.withMessage(
					"Expected a java.io.IOException, but was: java.lang.IllegalArgumentException: A dog has a name")
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void anUnexpectedExceptionFails() {
		AggregateResult<Dog> result = when(() -> new Dog(" "));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.then("Registered"))
			.withMessage("The call has thrown an exception: java.lang.IllegalArgumentException: A dog has a name")
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(result::thenNothing);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.thenState(Dog::name, "Fido"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).isEmpty());
	}

	@Test
	void stateIsComparedWithAssertJ() {
		AggregateResult<Dog> result = when(() -> new Dog("Fido"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.thenState(Dog::name, "Rex"))
			.withMessageContainingAll("\"Rex\"", "\"Fido\"");
	}

	@Test
	void storedEventsOfAnOlderVersionAreGiven() {
		given(Dog.class, stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"),
				stored("Hound.TrickAdded", 1, "{\"trick\": \"sit\"}"))
			.when((dog) -> dog.addTrick("stay"))
			.then(event("TrickAdded", "stay", 1))
			.thenState(Dog::tricks, List.of("sit", "stay"));
	}

	@Test
	void theStateAfterTheGivenEventsIsExpected() {
		AggregateScenario<Dog> scenario = given(Dog.class, stored("Dog.Registered", 1, "{\"name\": \"Fido\"}"),
				stored("Dog.TrickAdded", 1, "{\"trick\": \"sit\"}"));
		scenario.thenState(Dog::tricks, List.of("sit"));
		scenario.thenState((dog) -> assertThat(dog.version()).isEqualTo(2));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> scenario.thenState(Dog::tricks, List.of("stay")));
	}

	@Test
	void theFirstStoredEventIsRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> given(Dog.class).when(Dog::name))
			.withMessage("Give at least the first event of io.eventsourcing.test.Dog, which creates it");
	}

	@Test
	void scenariosUseTheNamesOfAnApplication() {
		Topics topics = new Topics(List.of(), Map.of("Puppy", "Dog"));
		AggregateScenarios scenarios = AggregateScenario
			.using(Infrastructure.builder(new MemoryRecorder()).topics(topics).build());
		scenarios.given(Dog.class, stored("Puppy.Registered", 1, "{\"name\": \"Fido\"}"))
			.when((dog) -> dog.addTrick("sit"))
			.then("TrickAdded");
		scenarios.when(() -> new Dog("Rex")).then("Registered");
		scenarios.given(() -> new Dog("Rex")).when((dog) -> dog.rename("R")).then(new Renamed("R"));
	}

	@Test
	void aScenarioCanBeContinuedSeveralTimes() {
		AggregateScenario<Dog> fido = given(() -> new Dog("Fido"));
		fido.when((dog) -> dog.addTrick("sit")).thenState(Dog::tricks, List.of("sit"));
		fido.when((dog) -> dog.addTrick("stay")).thenState(Dog::tricks, List.of("stay"));
		fido.and((dog) -> dog.addTrick("beg")).when((dog) -> dog.rename("Fi")).thenState(Dog::tricks, List.of("beg"));
	}

	@Test
	void theAggregateOfWhenHasBeenLoaded() {
		Dog[] given = new Dog[1];
		given(() -> given[0] = new Dog("Fido")).when((dog) -> {
			assertThat(dog).isNotSameAs(given[0]).isEqualTo(given[0]);
			assertThat(dog.pendingEvents()).isEmpty();
		}).thenNothing();
	}

	@Test
	void exceptionsOfGivenCallsAreNotExpected() {
		assertThatIllegalStateException().isThrownBy(() -> given(() -> new Dog("Fido")).and((dog) -> {
			throw new IllegalStateException("tired");
		}).when(Dog::name)).withMessage("tired");
	}

	@Test
	void aResultProvidesAssertionsAboutItsEvents() {
		AggregateResult<Dog> result = given(() -> new Dog("Fido")).when((dog) -> dog.teach("sit", "stay"));
		assertThat(result).hasSize(2)
			.containsEvents(event("TrickAdded", "stay", 1))
			.extracting(DomainEvent::originatorVersion)
			.containsExactly(2L, 3L);
	}

}
