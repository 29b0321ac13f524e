package io.eventsourcing.persistence;

import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class MetadataTest {

	private final EventMapper mapper = EventMapper.of(new Topics(), new JacksonTranscoder());

	private final EventStore store = EventStore.of(this.mapper, new MemoryRecorder());

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
		assertThat(this.store.get(cat.id())).isEqualTo(events)
			.allSatisfy((event) -> assertThat(event.metadata()).containsOnly(entry("user", "ada")));
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

}
