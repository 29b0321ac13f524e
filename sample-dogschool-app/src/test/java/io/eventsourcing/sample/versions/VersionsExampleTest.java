package io.eventsourcing.sample.versions;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = { "spring.datasource.url=jdbc:h2:mem:versions",
		"eventsourcing.base-packages=io.eventsourcing.sample.versions" })
class VersionsExampleTest {

	@Autowired
	private ApplicationRecorder recorder;

	@Autowired
	private Repository repository;

	@Autowired
	private EventStore eventStore;

	@Test
	void eventsOfFormerReleasesAreRead() {
		UUID id = Ids.create();
		this.recorder.insertEvents(Append.of(List.of(event(id, 1, "Registered", "{\"name\":\"Fido\"}"),
				event(id, 2, "TrickAdded", "{\"trick\":\"sit\"}"), event(id, 3, "HeartbeatSeen", "{}"),
				event(id, 4, "Adopted", "{\"name\":\"Rex\",\"street\":\"High Street\",\"city\":\"BTH\"}"))));
		Dog dog = this.repository.get(Dog.class, id);
		assertThat(dog.tricks()).containsExactly("sit (en)");
		assertThat(dog.name()).isEqualTo("Rex");
		assertThat(dog.home()).isEqualTo("High Street, Bath");
		assertThat(dog.version()).isEqualTo(4);
	}

	private static StoredEvent event(UUID id, long version, String type, String json) {
		return StoredEvent.builder(id, version)
			.type("Dog", type)
			.timestamp(Instant.now())
			.payload(json.getBytes(StandardCharsets.UTF_8))
			.build();
	}

	@Test
	void metadataIsStoredWithEvents() {
		Dog dog = new Dog("Fido");
		String requestId = "4711";
		try (Metadata.Scope scope = Metadata.with(Metadata.CORRELATION_ID, requestId)) {
			this.repository.save(dog);
		}
		DomainEvent event = this.eventStore.get(dog.id()).get(0);
		assertThat(event.metadata()).isEqualTo(Map.of("correlationId", "4711", "tenant", "none"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Beans {

	}

}
