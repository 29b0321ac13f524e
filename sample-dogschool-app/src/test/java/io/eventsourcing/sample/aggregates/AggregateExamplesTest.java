package io.eventsourcing.sample.aggregates;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.domain.EventClock;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.domain.Replacement;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.sample.dogschool.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of the page on aggregates.
 */
class AggregateExamplesTest {

	private static final Instant YESTERDAY = Instant.parse("2026-01-02T03:04:05Z");

	@Test
	void anImportDeterminesIdAndTime() {
		Infrastructure infrastructure = Infrastructure.of(new MemoryRecorder());
		UUID id = Ids.nameBased("/visits/2026/17");
		Visit visit = new Visit(id, "ann", YESTERDAY);
		visit.addTreatment("vaccination", "bob", null);
		infrastructure.repository().save(visit);
		Visit loaded = infrastructure.repository().get(Visit.class, id);
		assertThat(loaded).isEqualTo(visit);
		assertThat(loaded.createdOn()).isEqualTo(YESTERDAY);
		assertThat(loaded.modifiedOn()).isAfter(YESTERDAY);
		assertThat(loaded.treatments()).containsExactly("vaccination");
		assertThat(loaded.changedBy()).isEqualTo("bob");
		NotificationLog log = infrastructure.notificationLog();
		assertThat(log.select(1, 10)).extracting(Notification::payload)
			.extracting(String::new)
			.containsExactly("{\"user\":\"ann\"}", "{\"treatment\":\"vaccination\",\"user\":\"bob\"}");
	}

	@Test
	void aTestReplacesTheClock() {
		Instant time = YESTERDAY;
		Dog dog = new Dog("Fido");
		try (Replacement clock = EventClock.use(Clock.fixed(time, ZoneOffset.UTC))) {
			dog.addTrick("roll over");
		}
		assertThat(dog.modifiedOn()).isEqualTo(YESTERDAY);
	}

}
