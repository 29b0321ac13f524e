package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The caller may determine the time of an event.
 */
class GivenTimeTest {

	private static final Instant NANOS = Instant.parse("2001-02-03T04:05:06.123456789Z");

	private static final Instant MICROS = Instant.parse("2001-02-03T04:05:06.123456Z");

	private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

	@Test
	void theTimeOfAMethodIsThatOfTheEventAndNotAnAttribute() {
		Dog dog = new Dog("Fido", null);
		dog.addTrick("sit", NANOS);
		assertThat(dog.modifiedOn()).isEqualTo(MICROS);
		assertThat(dog.times.subList(2, 4)).containsExactly(MICROS, MICROS);
		DomainEvent event = Replays.collectAndReplay(dog).get(1);
		assertThat(event.timestamp()).isEqualTo(MICROS);
		assertThat(((EventArguments) event.payload()).asMap()).containsOnlyKeys("trick");
	}

	@Test
	void theTimeOfAConstructorIsThatOfTheEventAndNotAnAttribute() {
		Dog dog = new Dog("Fido", NANOS);
		assertThat(dog.createdOn()).isEqualTo(dog.modifiedOn()).isEqualTo(MICROS);
		assertThat(dog.times).containsExactly(MICROS, MICROS);
		DomainEvent event = Replays.collectAndReplay(dog).get(0);
		assertThat(event.timestamp()).isEqualTo(MICROS);
		assertThat(((EventArguments) event.payload()).asMap()).containsOnlyKeys("name");
	}

	@Test
	void insteadOfNullTheBodyReceivesTheTimeOfTheClock() {
		try (Replacement clock = EventClock.use(Clock.fixed(NOW, ZoneOffset.UTC))) {
			Dog dog = new Dog("Fido", null);
			dog.addTrick("sit", null);
			dog.feed(null, List.of("bone"));
			assertThat(dog.times).hasSize(6).containsOnly(NOW);
			assertThat(Replays.collectAndReplay(dog)).extracting(DomainEvent::timestamp).containsOnly(NOW);
		}
	}

	@Test
	void theTimeMayGoBackwards() {
		Dog dog = new Dog("Fido", NOW);
		dog.addTrick("sit", MICROS);
		assertThat(dog.createdOn()).isEqualTo(NOW);
		assertThat(dog.modifiedOn()).isEqualTo(MICROS);
		Replays.collectAndReplay(dog);
	}

	@Test
	void idAndTimeOfASubclass() {
		UUID id = UUID.randomUUID();
		Puppy puppy = new Puppy(id, "Rex", NANOS);
		assertThat(puppy.id()).isEqualTo(id);
		assertThat(puppy.createdOn()).isEqualTo(MICROS);
		assertThat(((EventArguments) Replays.collectAndReplay(puppy).get(0).payload()).asMap())
			.containsOnlyKeys("name");
	}

	@Test
	void aConstructorThatDoesNotPassTheTimeOnIsRefused() {
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> new Timeless(NANOS))
			.withMessageStartingWith("The event Created has " + MICROS + " as its time ('at'), but that time is ");
	}

	@Test
	void aCallWithinAnotherEventHasNoTimeOfItsOwn() {
		Dog dog = new Dog("Fido", NOW);
		dog.addTwice("sit", MICROS);
		assertThat(dog.version()).isEqualTo(2);
		assertThat(dog.modifiedOn()).isNotEqualTo(MICROS);
		Replays.collectAndReplay(dog);
	}

	@Test
	void theTimeOfARecord() {
		Explicit dog = new Explicit(MICROS);
		assertThat(dog.createdOn()).isEqualTo(MICROS);
		dog.addTrick("sit", NANOS);
		dog.learn("roll", NANOS);
		List<DomainEvent> events = Replays.collectAndReplay(dog);
		assertThat(events).extracting(DomainEvent::timestamp).containsOnly(MICROS);
		assertThat(events.get(1).payload()).isEqualTo(new Explicit.TrickAdded("sit", MICROS));
		assertThat(((EventArguments) events.get(1).type().stored(events.get(1))).asMap()).containsOnlyKeys("trick");
		assertThat(events.get(2).payload()).isEqualTo(new Explicit.TrickAdded("roll", MICROS));
		assertThat(dog.times).hasSize(2).containsOnly(MICROS);
	}

	/** As in a record of Kotlin. */
	@Test
	void anAnnotationOfTheParameterOfARecordCounts() {
		Explicit dog = new Explicit(NOW);
		dog.walk(MICROS);
		assertThat(dog.modifiedOn()).isEqualTo(MICROS);
		Replays.collectAndReplay(dog);
	}

	@Test
	void insteadOfNullARecordReceivesTheTimeOfTheClock() {
		try (Replacement clock = EventClock.use(Clock.fixed(NOW, ZoneOffset.UTC))) {
			Explicit dog = new Explicit(NOW);
			dog.addTrick("sit", null);
			dog.learn("roll", null);
			assertThat(dog.times).hasSize(2).containsOnly(NOW);
			Replays.collectAndReplay(dog);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2001-02-03T04:05:06.123456789Z", "" })
	void aRecordThatIsPassedToSuperMustContainTheExactTime(String time) {
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> new Explicit(time.isEmpty() ? null : Instant.parse(time)))
			.withMessageContaining("as its time ('at')")
			.withMessageEndingWith("a record that it passes must contain a time in microseconds, not null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z" })
	void aTimeThatNoDatabaseCouldStoreIsRefused(String time) {
		Dog dog = new Dog("Fido", NOW);
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> dog.addTrick("sit", Instant.parse(time)))
			.withMessage("The time %s of an event is not between the years 1 and 9999", time);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> new Dog("Fido", Instant.parse(time)));
		dog.addTrick("sit", Instant.parse("0001-01-01T00:00:00Z"));
		dog.addTrick("sit", Instant.parse("9999-12-31T23:59:59.999999999Z"));
		assertThat(dog.version()).isEqualTo(3);
	}

	static class Dog extends Aggregate {

		final List<Instant> times = new ArrayList<>();

		@Event("Registered")
		Dog(String name, @EventTime Instant at) {
			super(at);
			this.times.add(at);
			this.times.add(eventTime());
		}

		@Event("TrickAdded")
		void addTrick(String trick, @EventTime Instant at) {
			this.times.add(at);
			this.times.add(eventTime());
		}

		@Event("Fed")
		void feed(@EventTime Instant at, List<String> food) {
			this.times.add(at);
			this.times.add(eventTime());
		}

		@Event("TricksAdded")
		void addTwice(String trick, Instant at) {
			addTrick(trick, at);
			addTrick(trick, null);
		}

	}

	static class Animal extends Aggregate {

		@Event("Born")
		Animal(@AggregateId UUID animalId, @EventTime Instant at) {
			super(animalId, at);
		}

	}

	static class Puppy extends Animal {

		@Event("Born")
		Puppy(UUID id, String name, @EventTime Instant at) {
			super(id, at);
		}

	}

	abstract static class Clockless extends Aggregate {

	}

	static class Timeless extends Clockless {

		@Event
		Timeless(@EventTime Instant at) {
		}

	}

	static class Explicit extends Aggregate {

		final List<Instant> times = new ArrayList<>();

		record Registered(@EventTime Instant at) {
		}

		record TrickAdded(String trick, @EventTime Instant at) {
		}

		record Walked(Instant at) {

			Walked(@EventTime Instant at) {
				this.at = at;
			}

		}

		Explicit(Instant at) {
			this(new Registered(at));
		}

		@Event(type = Walked.class)
		void walk(Instant at) {
		}

		@Apply
		private Explicit(Registered event) {
			super(event);
		}

		void addTrick(String trick, Instant at) {
			trigger(new TrickAdded(trick, at));
		}

		@Apply
		private void on(TrickAdded event) {
			this.times.add(event.at());
		}

		@Event(value = "TrickLearned", type = TrickAdded.class)
		void learn(String trick, Instant at) {
			this.times.add(at);
		}

	}

}
