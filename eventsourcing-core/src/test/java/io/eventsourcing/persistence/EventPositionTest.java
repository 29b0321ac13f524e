package io.eventsourcing.persistence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateRebuilder;
import io.eventsourcing.domain.Event;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.AggregateRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The position of an event that cannot be read is part of the message if it is known. */
class EventPositionTest {

	private final UUID id = UUID.randomUUID();

	private final MemoryRecorder recorder = new MemoryRecorder();

	private final EventMapper mapper;

	EventPositionTest() {
		Topics topics = new Topics();
		topics.register(Dog.class);
		this.mapper = EventMapper.of(topics, new JacksonTranscoder());
	}

	@BeforeEach
	void storeGarbage() {
		this.recorder.insertEvents(Append.of(List.of(event(UUID.randomUUID(), "Registered"))));
		this.recorder.insertEvents(Append.of(List.of(event(this.id, "Registered"))));
	}

	private static StoredEvent event(UUID dog, String name) {
		return event(dog, 1, name, "garbage");
	}

	private static StoredEvent event(UUID dog, long version, String name, String json) {
		return StoredEvent.builder(dog, version)
			.type("Dog", name)
			.timestamp(Instant.EPOCH)
			.payload(json.getBytes(StandardCharsets.UTF_8))
			.build();
	}

	@Test
	void aKnownPositionIsNamedWithTheOriginalCause() {
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> read(this.recorder))
			.withMessageContaining("version 1 of the aggregate %s and at position 2 of the log, cannot be read: ",
					this.id)
			.withStackTraceContaining("EventMapper.toDomainEvent")
			.satisfies((ex) -> assertThat(ex.originatorId()).isEqualTo(this.id))
			.havingCause()
			.withMessageContaining("invalid JSON");
	}

	@Test
	void aRecorderNeedNotKnowPositions() {
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> read(new Reading()))
			.withMessageContaining("version 1 of the aggregate %s, cannot be read: ", this.id);
	}

	@Test
	void aLookUpThatFailsDoesNotHideTheReason() {
		AggregateRecorder failing = new Reading() {

			@Override
			public OptionalLong findNotificationId(EventId event) {
				throw new IllegalStateException("connection lost");
			}

		};
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> read(failing))
			.withMessageContaining("version 1 of the aggregate %s, cannot be read: ", this.id)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.satisfies((suppressed) -> assertThat(suppressed).hasMessage("connection lost")));
	}

	@Test
	void namesThatAreNotKnownHaveAPositionOnlyInTheStore() {
		UUID other = UUID.randomUUID();
		this.recorder.insertEvents(Append.of(List.of(event(other, "Barked"))));
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> EventStore.of(this.mapper, this.recorder).get(other))
			.satisfies((ex) -> assertThat(ex.problem()).endsWith("Its position in the log is 3."))
			.satisfies((ex) -> assertThat(ex.event()).isEqualTo(new EventId(other, 1)))
			.satisfies((ex) -> assertThat(ex).hasMessage(ex.problem() + " " + ex.fix()));
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> new Topics().resolve("Dog", "Barked"))
			.satisfies((ex) -> assertThat(ex.event()).isNull());
	}

	/** Bodies may have become stricter since the event was stored. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Dog.Registered | 1 | {"name":""}       | {"name":"Rex"}
			Dog.Renamed    | 2 | {"name":"Fido"}   | {"name":""}
			""")
	void aBodyThatRefusesAStoredValueIsNamed(String event, long version, String first, String second) {
		UUID dog = UUID.randomUUID();
		this.recorder
			.insertEvents(Append.of(List.of(event(dog, 1, "Registered", first), event(dog, 2, "Renamed", second))));
		AggregateRebuilder<Dog> rebuilder = new AggregateRebuilder<>(Dog.class);
		assertThatExceptionOfType(ReplayException.class)
			.isThrownBy(() -> EventStore.of(this.mapper, this.recorder).replay(dog, EventRange.all(), rebuilder))
			.withMessageStartingWith(
					"The event %s, which is version %d of the aggregate %s and at position %d of the log, cannot be applied: its body has thrown java.lang.IllegalArgumentException. ",
					event, version, dog, version + 2)
			.withMessageEndingWith("or replace the stored values in an upcasting step.")
			.satisfies((ex) -> assertThat(ex.event().originatorVersion()).isEqualTo(version))
			.havingCause()
			.withMessage("A dog needs a name");
		assertThat(EventStore.of(this.mapper, this.recorder).get(dog)).hasSize(2);
	}

	private void read(AggregateRecorder from) {
		EventStore.of(this.mapper, from).get(this.id);
	}

	/** Reads the events of the other recorder, and can do nothing else. */
	private class Reading implements AggregateRecorder {

		@Override
		public long insertEvents(Append append) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void selectEvents(UUID originatorId, EventRange range, Consumer<? super StoredEvent> consumer) {
			EventPositionTest.this.recorder.selectEvents(originatorId, range, consumer);
		}

	}

	static class Dog extends Aggregate {

		@Event("Registered")
		Dog(String name) {
			require(name);
		}

		@Event("Renamed")
		void rename(String name) {
			require(name);
		}

		private static void require(String name) {
			if (name.isEmpty()) {
				throw new IllegalArgumentException("A dog needs a name");
			}
		}

	}

}
