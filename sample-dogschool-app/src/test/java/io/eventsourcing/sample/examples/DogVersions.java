package io.eventsourcing.sample.examples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.sample.dogschool.Dog;

import org.springframework.jdbc.core.JdbcTemplate;

@Projection("dog-versions")
class DogVersions {

	private final JdbcTemplate jdbc;

	private final Repository repository;

	DogVersions(JdbcTemplate jdbc, Repository repository) {
		this.jdbc = jdbc;
		this.repository = repository;
	}

	@EventHandler("Dog.*")
	void changed(List<DomainEvent> events) {
		this.jdbc.batchUpdate("insert into dog_versions (dog_id, version, time) values (?, ?, ?)",
				events.stream().map(DogVersions::row).toList());
	}

	private static Object[] row(DomainEvent event) {
		return new Object[] { event.originatorId(), event.originatorVersion(), utc(event.timestamp()) };
	}

	/** Returns a dog as it was at a time, or empty if it was not registered yet. */
	Optional<Dog> dogAt(UUID dogId, Instant time) {
		Long version = this.jdbc.queryForObject("select max(version) from dog_versions where dog_id = ? and time <= ?",
				Long.class, dogId, utc(time));
		return Optional.ofNullable(version).map((each) -> this.repository.get(Dog.class, dogId, each));
	}

	private static Object utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

}
