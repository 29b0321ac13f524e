package io.eventsourcing.persistence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class MetadataTest {

	private final EventMapper mapper = EventMapper.of(new Topics(), new JacksonTranscoder());

	private final MemoryRecorder recorder = new MemoryRecorder();

	private final EventStore store = EventStore.of(this.mapper, this.recorder);

	@Test
	void scopesAreNestedAndEnd() {
		try (Metadata.Scope outer = Metadata.with("user", "ada")) {
			try (Metadata.Scope inner = Metadata.with("request", "7");
					Metadata.Scope own = Metadata.with("user", "bob")) {
				assertThat(Metadata.current()).containsOnly(entry("user", "bob"), entry("request", "7"));
			}
			try (Metadata.Scope replaced = Metadata.replacedBy(Map.of("cause", "1"))) {
				assertThat(Metadata.current()).containsOnly(entry("cause", "1"));
			}
			assertThat(Metadata.current()).containsOnly(entry("user", "ada"));
		}
		assertThat(Metadata.current()).isEmpty();
	}

	@Test
	void otherThreadsHaveNoneOfIt() {
		try (Metadata.Scope scope = Metadata.with("user", "ada")) {
			assertThat(Concurrently.elsewhere(Metadata::current)).isEmpty();
		}
	}

	@Test
	void eachEventOfASaveHasTheMetadataOfItsThread() {
		Cats.Cat cat = new Cats.Cat();
		List<DomainEvent> events = cat.collectEvents();
		try (Metadata.Scope scope = Metadata.with("user", "ada")) {
			assertThat(this.store.put(events)).extracting(Recording::event)
				.allSatisfy((event) -> assertThat(event.metadata()).containsOnly(entry("user", "ada")));
		}
		try (Metadata.Scope reader = Metadata.with("user", "bob")) {
			assertThat(this.store.get(cat.id())).isEqualTo(events)
				.allSatisfy((event) -> assertThat(event.metadata()).containsOnly(entry("user", "ada")));
		}
	}

	@Test
	void theMetadataOfAnEventItselfTakesPrecedence() {
		DomainEvent event = new Cats.Cat().pendingEvents().get(0).withMetadata(Map.of("user", "bob"));
		try (Metadata.Scope first = Metadata.with("user", "ada");
				Metadata.Scope second = Metadata.with("request", "7")) {
			this.store.put(List.of(event));
		}
		assertThat(this.store.get(event.originatorId()).get(0).metadata()).containsOnly(entry("user", "bob"),
				entry("request", "7"));
	}

	/** It may have been written by SQL. */
	@Test
	void metadataThatIsNotAnObjectOfStringsCanBeRead() {
		assertThat(read("""
				{"user": "ada", "none": null, "number": 7, "flag": true, "text": "", "nested": {"a": [1, "b"]}}
				""")).containsOnly(entry("user", "ada"), entry("number", "7"), entry("flag", "true"), entry("text", ""),
				entry("nested", "{\"a\":[1,\"b\"]}"));
		assertThat(List.of("{}", "null", "7", "[\"ada\"]", "\"ada\"", ""))
			.allSatisfy((json) -> assertThat(read(json)).isEmpty());
	}

	private Map<String, String> read(String metadata) {
		StoredEvent event = this.mapper.toStoredEvent(new Cats.Cat().pendingEvents().get(0));
		return this.mapper
			.toDomainEvents(StoredEvent.builder(event.originatorId(), event.originatorVersion())
				.type(event.originatorType(), event.eventType())
				.eventVersion(event.eventVersion())
				.timestamp(event.timestamp())
				.payload(event.payload())
				.metadata(metadata)
				.build())
			.get(0)
			.metadata();
	}

	/** After a save with an unknown outcome, the metadata of the save is gone. */
	@Test
	void eventsAreFoundWhateverTheirMetadata() {
		DomainEvent event = new Cats.Cat().pendingEvents().get(0);
		try (Metadata.Scope scope = Metadata.with("user", "ada")) {
			this.store.put(List.of(event));
		}
		assertThat(this.store.contains(List.of(event))).isTrue();
	}

	/** As after an upgrade of a library, or with encryption. */
	@Test
	void eventsAreFoundThatWereWrittenInAnotherWay() {
		DomainEvent event = new Cats.Cat().pendingEvents().get(0);
		StoredEvent stored = this.mapper.toStoredEvent(event);
		String json = new String(stored.payload(), StandardCharsets.UTF_8);
		this.recorder.insertEvents(Append.of(List.of(StoredEvent.builder(stored.originatorId(), 1)
			.type(stored.originatorType(), stored.eventType())
			.timestamp(stored.timestamp())
			.payload((json + " ").getBytes(StandardCharsets.UTF_8))
			.build())));
		assertThat(this.store.contains(List.of(event))).isTrue();
		assertThat(this.store.contains(List.of(event, new Cats.Cat().pendingEvents().get(0)))).isFalse();
		DomainEvent other = new DomainEvent(event.type(), event.originatorId(), 1, event.timestamp().plusMillis(1),
				event.payload());
		assertThat(this.store.contains(List.of(other))).isFalse();
	}

	/** Another process, of a newer release, has won the race for the version. */
	@Test
	void anUnknownEventIsNotTheOneThatWasSaved() {
		DomainEvent event = new Cats.Cat().pendingEvents().get(0);
		this.recorder.insertEvents(Append.of(List.of(StoredEvent.builder(event.originatorId(), 1)
			.type("Cat", "Adopted")
			.eventVersion(2)
			.timestamp(event.timestamp())
			.payload("garbage".getBytes(StandardCharsets.UTF_8))
			.build())));
		assertThat(this.store.contains(List.of(event))).isFalse();
	}

	@Test
	void sourcesAreAskedOnceForEachSave() {
		AtomicInteger calls = new AtomicInteger();
		MetadataSource first = (metadata) -> {
			metadata.accept("call", Integer.toString(calls.incrementAndGet()));
			metadata.accept("user", "nobody");
		};
		MetadataSource second = (metadata) -> metadata.accept("user", "ada");
		EventStore withSources = EventStore.of(this.mapper, this.recorder, List.of(first, second));
		withSources.put(List.of(new Cats.Cat().pendingEvents().get(0), new Cats.Kitten().pendingEvents().get(0)));
		assertThat(rows()).hasSize(2);
		assertThat(rows().get(0).metadata()).isEqualTo("{\"call\":\"1\",\"user\":\"ada\"}")
			.isSameAs(rows().get(1).metadata());
	}

	@Test
	void theScopeReplacesWhatSourcesSayAndTheEventItself() {
		MetadataSource source = (metadata) -> List.of("a", "b", "c").forEach((key) -> metadata.accept(key, "source"));
		EventStore withSource = EventStore.of(this.mapper, this.recorder, List.of(source));
		DomainEvent event = new Cats.Cat().pendingEvents().get(0).withMetadata(Map.of("c", "event"));
		try (Metadata.Scope scope = Metadata.replacedBy(Map.of("b", "scope", "c", "scope"))) {
			assertThat(withSource.put(List.of(event)).get(0).event().metadata())
				.isEqualTo(Map.of("a", "source", "b", "scope", "c", "event"));
		}
		assertThat(rows().get(0).metadata()).isEqualTo("{\"a\":\"source\",\"b\":\"scope\",\"c\":\"event\"}");
	}

	@Test
	void aFailingSourceFailsTheSave() {
		MetadataSource failing = (metadata) -> metadata.accept("user", null);
		EventStore withSource = EventStore.of(this.mapper, this.recorder, List.of(failing));
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> withSource.put(new Cats.Cat().collectEvents()))
			.withMessageContaining(failing.getClass().getName())
			.withMessageContaining("the key is 'user' and the value is null");
		assertThat(rows()).isEmpty();
	}

	@Test
	void withoutAnythingTheColumnIsNull() {
		EventStore withSource = EventStore.of(this.mapper, this.recorder, List.of((metadata) -> {
		}));
		withSource.put(new Cats.Cat().collectEvents());
		assertThat(rows().get(0).metadata()).isNull();
	}

	@Test
	void metadataIsReadOnlyIfItIsUsed() {
		StoredEvent event = this.mapper.toStoredEvent(new Cats.Cat().pendingEvents().get(0), "{garbage");
		DomainEvent read = this.mapper.toDomainEvents(event).get(0);
		assertThatExceptionOfType(MapperException.class).isThrownBy(() -> read.metadata().get("user"))
			.withMessageContaining(event.topic())
			.withMessageContaining("the column 'metadata' of its row")
			.withMessageNotContaining("Change its attributes");
	}

	private List<StoredEvent> rows() {
		return this.recorder.selectNotifications(NotificationQuery.after(0, 10))
			.stream()
			.map(Notification::event)
			.toList();
	}

}
