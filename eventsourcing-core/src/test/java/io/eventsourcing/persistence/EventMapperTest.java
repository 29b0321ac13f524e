package io.eventsourcing.persistence;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventMapperTest {

	private static final UUID ID = UUID.fromString("1e1d7398-8986-57af-bb01-11a89b2f8b02");

	private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.123456Z");

	private final Topics topics = new Topics();

	private final EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());

	@Test
	void anEventIsStoredWithItsNamesAndItsAttributesAsJson() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		DomainEvent event = dog.collectEvents().get(1);
		assertThat(this.mapper.toStoredEvent(event)).isEqualTo(StoredEvent.builder(dog.id(), 2)
			.type("Dog", "TrickAdded")
			.timestamp(event.timestamp())
			.payload("{\"trick\":\"roll over\"}".getBytes(UTF_8))
			.build());
	}

	@Test
	void anEventComesBackAsItWas() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		for (DomainEvent event : dog.collectEvents()) {
			assertThat(this.mapper.toDomainEvents(this.mapper.toStoredEvent(event)).get(0)).isEqualTo(event);
		}
	}

	@Test
	void metadataIsStoredAsAJsonObject() {
		DomainEvent event = new Dog("Fido").pendingEvents().get(0);
		Map<String, String> metadata = Map.of("user", "Ada \"Łu\"", "correlationId", "7");
		StoredEvent stored = this.mapper.toStoredEvent(event.withMetadata(metadata));
		assertThat(stored.metadata()).isEqualTo("{\"correlationId\":\"7\",\"user\":\"Ada \\\"Łu\\\"\"}");
		assertThat(this.mapper.toDomainEvents(stored).get(0).metadata()).isEqualTo(metadata);
		assertThat(this.mapper.toStoredEvent(event).metadata()).isNull();
		assertThat(this.mapper.toDomainEvents(this.mapper.toStoredEvent(event)).get(0).metadata()).isEmpty();
	}

	@Test
	void anEventIsStoredUnderTheTopicOfItsAggregate() {
		StoredEvent stored = this.mapper.toStoredEvent(new Cats.Cat().pendingEvents().get(0));
		assertThat(stored.topic()).isEqualTo("Feline.Adopted");
	}

	@Test
	void anInheritedEventBelongsToTheSubclass() {
		Cats.Kitten kitten = new Cats.Kitten();
		DomainEvent event = kitten.pendingEvents().get(0);
		assertThat(this.mapper.toStoredEvent(event).topic()).isEqualTo("Kitten.Born");
		assertThat(this.mapper.toDomainEvents(this.mapper.toStoredEvent(event)).get(0)).isEqualTo(event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "{\"trick\":", "{\"trick\":{}}" })
	void whatCannotBeReadIsNamed(String json) {
		this.topics.register(Dog.class);
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> this.mapper.toDomainEvents(stored("Dog", "TrickAdded", json)))
			.withMessageStartingWith("The event Dog.TrickAdded in version 1, which is version 7 of the aggregate " + ID
					+ ", cannot be read: ")
			.withMessageEndingWith(
					". Change its attributes, use a Transcoder that supports them, or bring old attributes up to date in an upcasting step.")
			.satisfies((ex) -> {
				assertThat(ex.topic()).isEqualTo("Dog.TrickAdded");
				assertThat(ex.eventVersion()).isEqualTo(1);
				assertThat(ex.originatorId()).isEqualTo(ID);
				assertThat(ex.originatorVersion()).isEqualTo(7);
			})
			.havingCause()
			.withMessageNotContaining("Cannot invoke");
	}

	@Test
	void whatCannotBeWrittenIsNamed() {
		EventMapper broken = EventMapper.of(this.topics, new BrokenTranscoder());
		Dog dog = new Dog("Fido");
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> broken.toStoredEvent(dog.pendingEvents().get(0)))
			.withMessage(
					"The event Dog.Registered in version 1, which is version 1 of the aggregate %s, cannot be written: no more ink. Change its attributes, use a Transcoder that supports them, or bring old attributes up to date in an upcasting step.",
					dog.id())
			.satisfies((ex) -> assertThat(ex.topic()).isEqualTo("Dog.Registered"));
	}

	@Test
	void aFailureWithoutAMessageIsNamedByItsClass() {
		this.topics.register(Dog.class);
		EventMapper broken = EventMapper.of(this.topics, new BrokenTranscoder());
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> broken.toDomainEvents(stored("Dog", "TrickAdded", "{}")))
			.withMessageContaining("cannot be read: java.util.NoSuchElementException. Change its attributes");
	}

	/** Kotlin, for example, does not ask for declarations. */
	@Test
	void checkedExceptionsOfATranscoderAreReportedLikeOthers() {
		EventMapper broken = EventMapper.of(this.topics, new UnreadableTranscoder());
		DomainEvent event = new Dog("Fido").pendingEvents().get(0);
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> broken.toStoredEvent(event))
			.withMessageContaining("cannot be written: java.io.IOException.")
			.withCauseInstanceOf(IOException.class);
		assertThatExceptionOfType(MapperException.class)
			.isThrownBy(() -> broken.toDomainEvents(stored("Dog", "TrickAdded", "{}")))
			.withMessageContaining("cannot be read: java.io.IOException.")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void anEventOfAnUnknownAggregateIsNamed() {
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> this.mapper.toDomainEvents(stored("Dog", "TrickAdded", "{}")))
			.withMessageContaining("'Dog' (event 'TrickAdded')")
			.withMessageContaining("version 7 of the aggregate " + ID);
	}

	@Test
	void anUnknownEventIsNamed() {
		this.topics.register(Dog.class);
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> this.mapper.toDomainEvents(stored("Dog", "TrickForgotten", "{}")))
			.withMessageContaining(Dog.class.getName() + " has no event 'TrickForgotten'")
			.withMessageContaining("version 7 of the aggregate " + ID);
	}

	private static StoredEvent stored(String originatorType, String eventType, String json) {
		return StoredEvent.builder(ID, 7)
			.type(originatorType, eventType)
			.timestamp(TIME)
			.payload(json.getBytes(UTF_8))
			.build();
	}

	@Test
	void whatCouldNotBeReadBackIsRefusedBeforeAnyEventOfTheClassIsWritten() {
		Unreadable unreadable = new Unreadable("Fido");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UnsupportedEventException.class)
				.isThrownBy(() -> this.mapper.toStoredEvent(unreadable.pendingEvents().get(0)))
				.withMessageContaining("The event 'Tagged' of %s cannot be stored", Unreadable.class.getName())
				.withMessageContaining(Temporal.class.getName())
				.satisfies((ex) -> assertThat(ex).hasMessage(ex.problem() + " " + ex.fix()));
		}
	}

	@Test
	void aClassIsValidatedOnce() {
		CountingTranscoder transcoder = new CountingTranscoder();
		EventMapper counting = EventMapper.of(this.topics, transcoder);
		for (int i = 0; i < 3; i++) {
			counting.toStoredEvent(new Dog("Fido").pendingEvents().get(0));
		}
		assertThat(transcoder.validated).containsExactlyInAnyOrder("Registered", "TrickAdded");
	}

	/** Its first event could be stored. */
	static class Unreadable extends Aggregate {

		@Event("Registered")
		Unreadable(String name) {
		}

		@Event("Tagged")
		void tag(Temporal tag) {
		}

	}

	/** Throws exceptions that it does not declare. */
	private static final class UnreadableTranscoder implements Transcoder {

		@Override
		public byte[] encode(EventType type, Object payload) {
			throw UnreadableTranscoder.<RuntimeException>undeclared();
		}

		@Override
		public Object decode(EventType type, int version, byte[] bytes) {
			throw UnreadableTranscoder.<RuntimeException>undeclared();
		}

		@Override
		public void validate(EventType type) {
		}

		@SuppressWarnings("unchecked")
		private static <X extends Throwable> X undeclared() throws X {
			throw (X) new IOException();
		}

	}

	/** Fails to write and read. */
	private static final class BrokenTranscoder implements Transcoder {

		@Override
		public byte[] encode(EventType type, Object payload) {
			throw new IllegalStateException("no more ink");
		}

		@Override
		public Object decode(EventType type, int version, byte[] bytes) {
			throw new NoSuchElementException();
		}

		@Override
		public void validate(EventType type) {
		}

	}

	private static final class CountingTranscoder implements Transcoder {

		private final List<String> validated = new ArrayList<>();

		@Override
		public byte[] encode(EventType type, Object payload) {
			return new byte[0];
		}

		@Override
		public Object decode(EventType type, int version, byte[] bytes) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void validate(EventType type) {
			this.validated.add(type.name());
		}

	}

}
