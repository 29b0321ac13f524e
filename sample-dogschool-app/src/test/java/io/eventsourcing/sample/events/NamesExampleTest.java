package io.eventsourcing.sample.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples in the documentation of names and aliases. */
@SpringBootTest(classes = DogSchoolApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:names", "spring.profiles.active=renamed" })
class NamesExampleTest {

	private final UUID dogId = UUID.randomUUID();

	@Test
	void aliasesOfAnnotations() {
		MemoryRecorder recorder = new MemoryRecorder();
		store(recorder, "Registered", "{\"name\":\"Fido\"}", "TrickLearned", "{\"trick\":\"sit\"}", "Moved",
				"{\"place\":\"garden\"}");
		Infrastructure infrastructure = Infrastructure.of(recorder);
		Dog dog = infrastructure.repository().get(Dog.class, this.dogId);
		assertThat(dog.tricks()).containsExactly("sit");
		assertThat(dog.place()).isEqualTo("garden");
		dog.addTrick("roll over");
		infrastructure.repository().save(dog);
		assertThat(tricks(infrastructure.eventLog(), infrastructure.notificationLog())).extracting(Notification::topic)
			.containsExactly("Hound.TrickLearned", "Dog.TrickAdded");
	}

	private static List<Notification> tricks(EventLog eventLog, NotificationLog notificationLog) {
		Set<String> topics = eventLog.topics().topicsOf(Dog.class, "TrickAdded");
		return notificationLog.select(NotificationQuery.after(0, 100).topics(topics));
	}

	@Test
	void aliasesOfProperties(@Autowired ApplicationRecorder recorder, @Autowired DogSchool school) {
		store(recorder, "Registered", "{\"name\":\"Fido\"}", "TrickLearned", "{\"trick\":\"sit\"}");
		school.addTrick(this.dogId, "roll over");
		assertThat(school.getDog(this.dogId).tricks()).containsExactly("sit", "roll over");
	}

	private void store(ApplicationRecorder recorder, String... namesAndAttributes) {
		for (int i = 0; i < namesAndAttributes.length; i += 2) {
			StoredEvent event = StoredEvent.builder(this.dogId, 1 + i / 2)
				.type("Hound", namesAndAttributes[i])
				.eventVersion(1)
				.timestamp(Instant.now())
				.payload(namesAndAttributes[i + 1].getBytes(StandardCharsets.UTF_8))
				.build();
			recorder.insertEvents(Append.of(List.of(event)));
		}
	}

}
