package io.eventsourcing.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The id that the caller gives to a new aggregate is not an attribute of its first event.
 */
class GivenIdTest {

	private static final UUID ID = Ids.nameBased("/dogs/Fido");

	@Test
	void aUuidNamedIdIsTheIdOfTheAggregate() {
		Named dog = new Named(ID, "Fido");
		assertThat(dog.id()).isEqualTo(dog.given).isEqualTo(ID);
		DomainEvent event = Replays.collectAndReplay(dog).get(0);
		assertThat(((EventArguments) event.payload()).asMap()).containsOnlyKeys("name");
		assertThat(event.type().parameters()).extracting(EventParameter::name).containsExactly("name");
		assertThat(Replays.<Named>replay(List.of(event)).given).isEqualTo(ID);
	}

	@Test
	void theAnnotationMarksAParameterOfAnotherName() {
		Annotated dog = new Annotated("Fido", ID);
		assertThat(dog.id()).isEqualTo(ID);
		DomainEvent event = Replays.collectAndReplay(dog).get(0);
		assertThat(((EventArguments) event.payload()).asMap()).containsOnlyKeys("name");
		assertThat(Replays.<Annotated>replay(List.of(event)).given).isEqualTo(ID);
	}

	@Test
	void theAnnotationWinsOverTheName() {
		UUID other = UUID.randomUUID();
		Owned dog = new Owned(ID, other);
		assertThat(dog.id()).isEqualTo(ID);
		DomainEvent event = Replays.collectAndReplay(dog).get(0);
		assertThat(((EventArguments) event.payload()).asMap()).containsExactlyEntriesOf(Map.of("id", other));
	}

	@Test
	void anIdOfAMethodOrOfAnotherTypeIsAnAttribute() {
		Plain dog = new Plain("tag 7");
		UUID friend = UUID.randomUUID();
		dog.befriend(friend);
		List<DomainEvent> events = Replays.collectAndReplay(dog);
		assertThat(events).extracting((event) -> ((EventArguments) event.payload()).get("id"))
			.containsExactly("tag 7", friend);
	}

	@Test
	void aConstructorThatDoesNotPassTheIdOnIsRefused() {
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> new Puppy(ID))
			.withMessageStartingWith("The event Born has " + ID + " as the id of its aggregate ('id'), but that id is ")
			.withMessageEndingWith("the constructor must pass the given id to super(..), and methods must use id()");
	}

	@Test
	void theRecordOfADecoratedConstructorContainsTheIdAndIsStoredWithoutIt() {
		Recorded dog = new Recorded(ID, "Fido");
		DomainEvent event = Replays.collectAndReplay(dog).get(0);
		assertThat(event.payload()).isEqualTo(new Recorded.Registered(ID, "Fido"));
		assertStoredWithout(event, "name", "Fido");
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> new DomainEvent(event.type(), UUID.randomUUID(), 1, Instant.now(), event.payload()))
			.withMessageContaining("as the id of its aggregate ('id')");
	}

	@Test
	void theRecordOfAnExplicitEventDeterminesTheId() {
		Explicit dog = new Explicit(ID, "Fido");
		assertThat(dog.id()).isEqualTo(ID);
		DomainEvent event = Replays.collectAndReplay(dog).get(0);
		assertThat(event.payload()).isEqualTo(new Explicit.Registered("Fido", ID));
		assertStoredWithout(event, "name", "Fido");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> new Explicit(null, "Fido"))
			.withMessageStartingWith("The event Registered has null as the id of its aggregate ('dogId')");
	}

	@Test
	void laterEventsMayContainTheId() {
		Explicit dog = new Explicit(ID, "Fido");
		dog.addTrick(ID, "sit");
		dog.note(ID, "good");
		List<DomainEvent> events = Replays.collectAndReplay(dog);
		assertStoredWithout(events.get(1), "trick", "sit");
		assertThat(((EventArguments) events.get(2).payload()).asMap()).containsOnlyKeys("text");
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> dog.addTrick(UUID.randomUUID(), "sit"));
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> dog.note(null, "good"));
		assertThat(dog.version()).isEqualTo(3);
		dog.note(ID, "better");
		assertThat(dog.version()).isEqualTo(4);
	}

	private static void assertStoredWithout(DomainEvent event, String attribute, Object value) {
		assertThat(event.type().storedType()).isEqualTo(EventArguments.class);
		Object stored = event.type().stored(event);
		assertThat(((EventArguments) stored).asMap()).containsExactlyEntriesOf(Map.of(attribute, value));
		assertThat(event.type().parameters()).extracting(EventParameter::name).containsExactly(attribute);
		assertThat(event.type().restored(stored, event.originatorId(), event.timestamp())).isEqualTo(event.payload());
	}

	static class Named extends Aggregate {

		final UUID given;

		final String name;

		@Event("Registered")
		Named(UUID id, String name) {
			super(id);
			this.given = id;
			this.name = name;
		}

	}

	static class Annotated extends Aggregate {

		final UUID given;

		@Event("Registered")
		Annotated(String name, @AggregateId UUID dogId) {
			super(dogId);
			this.given = dogId;
		}

	}

	static class Owned extends Aggregate {

		final UUID owner;

		@Event("Registered")
		Owned(@AggregateId UUID dogId, UUID id) {
			super(dogId);
			this.owner = id;
		}

	}

	static class Plain extends Aggregate {

		@Event("Registered")
		Plain(String id) {
		}

		@Event
		void befriend(UUID id) {
		}

	}

	abstract static class Animal extends Aggregate {

		Animal(UUID id) {
			super((id != null) ? UUID.randomUUID() : Ids.create());
		}

	}

	static class Puppy extends Animal {

		@Event("Born")
		Puppy(UUID id) {
			super(id);
		}

	}

	static class Recorded extends Aggregate {

		final String name;

		record Registered(UUID id, String name) {
		}

		@Event(type = Registered.class)
		Recorded(UUID dogId, String name) {
			super(dogId);
			this.name = name;
		}

	}

	static class Explicit extends Aggregate {

		final String name;

		String trick;

		record Registered(String name, @AggregateId UUID dogId) {
		}

		record TrickAdded(@AggregateId UUID dogId, String trick) {
		}

		Explicit(UUID dogId, String name) {
			this(new Registered(name, dogId));
		}

		@Apply
		private Explicit(Registered event) {
			super(event);
			this.name = event.name();
		}

		void addTrick(UUID dogId, String trick) {
			trigger(new TrickAdded(dogId, trick));
		}

		@Apply
		private void on(TrickAdded event) {
			assertThat(event.dogId()).isEqualTo(id());
			this.trick = event.trick();
		}

		@Event
		void note(@AggregateId UUID dogId, String text) {
			assertThat(dogId).isEqualTo(id());
		}

	}

}
