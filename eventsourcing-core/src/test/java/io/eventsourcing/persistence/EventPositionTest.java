package io.eventsourcing.persistence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.Aggregate;
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
		return StoredEvent.builder(dog, 1)
			.type("Dog", name)
			.timestamp(Instant.EPOCH)
			.payload("garbage".getBytes(StandardCharsets.UTF_8))
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
		}

	}

}
