package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Events that were stored before their class and they themselves were renamed, on every
 * store.
 */
abstract class RenamingContract {

	private static final Map<String, String> ALIASES = Map.of("Hound", "Dog", "Dog.TrickLearned", "Dog.TrickAdded",
			"Hound.Moved", "Dog.Relocated");

	private ApplicationRecorder recorder;

	private UUID id;

	/** A recorder without events. */
	abstract ApplicationRecorder createRecorder();

	@BeforeEach
	void storeEventsOfTheFirstRelease() {
		this.recorder = createRecorder();
		Renamed.Hound hound = new Renamed.Hound("Fido");
		hound.trickLearned("sit");
		hound.move("garden");
		Infrastructure.of(this.recorder).repository().save(hound);
		this.id = hound.id();
	}

	@Test
	void annotatedAliasesLeadToTheAggregate() {
		Infrastructure release = Infrastructure.of(this.recorder);
		Repository repository = release.repository();
		Renamed.Annotated.Dog dog = repository.get(Renamed.Annotated.Dog.class, this.id);
		assertThat(dog.facts()).containsExactly("Fido", "sit", "garden");
		assertThat(repository.exists(Renamed.Annotated.Dog.class, this.id)).isTrue();
		assertThat(repository.find(Renamed.Annotated.Dog.class, this.id)).contains(dog);
		assertThat(repository.get(Renamed.Annotated.Dog.class, this.id, 2).facts()).containsExactly("Fido", "sit");
		dog.addTrick("roll over");
		repository.save(dog);
		assertFollowers(release);
		assertThat(repository.get(Renamed.Annotated.Dog.class, this.id)).isEqualTo(dog);
		assertTopicsOf(release, release.eventLog().topics().topicsOf(Renamed.Annotated.Dog.class, "TrickAdded"));
	}

	@Test
	void configuredAliasesLeadToTheAggregate() {
		Infrastructure release = configured(ALIASES);
		Repository repository = release.repository();
		Renamed.Plain.Dog dog = repository.get(Renamed.Plain.Dog.class, this.id);
		assertThat(dog.facts()).containsExactly("Fido", "sit", "garden");
		assertThat(repository.exists(Renamed.Plain.Dog.class, this.id)).isTrue();
		dog.addTrick("roll over");
		repository.save(dog);
		assertFollowers(release);
		assertThat(repository.get(Renamed.Plain.Dog.class, this.id)).isEqualTo(dog);
		assertTopicsOf(release, release.eventLog().topics().topicsOf(Renamed.Plain.Dog.class, "TrickAdded"));
	}

	@Test
	void anUnknownEventIsNamedWithTheNearestName() {
		Infrastructure release = configured(Map.of("Hound", "Dog"));
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> release.repository().get(Renamed.Plain.Dog.class, this.id))
			.withMessageContaining(Renamed.Plain.Dog.class.getName() + " has no event 'TrickLearned'")
			.withMessageContaining("It is stored in version 1, as version 2 of the aggregate " + this.id
					+ ". Its position in the log is 2. Did you mean")
			.withMessageContaining("Did you mean 'TrickAdded'?")
			.withMessageContaining("@Event(aliases = \"TrickLearned\")");
		try (EventSubscription subscription = release.eventLog().subscribe(1)) {
			assertThatExceptionOfType(EventDecodingException.class).isThrownBy(subscription::next)
				.withMessageContaining(
						"Notification 2 (Hound.TrickLearned, version 2 of the aggregate " + this.id + ")")
				.withMessageContaining("Did you mean 'TrickAdded'?");
		}
	}

	private Infrastructure configured(Map<String, String> aliases) {
		Topics topics = new Topics(List.of(), aliases);
		topics.register(Renamed.Plain.Dog.class);
		topics.verify();
		EventMapper mapper = EventMapper.of(topics, new JacksonTranscoder());
		EventStore store = EventStore.of(mapper, this.recorder);
		NotificationLog log = NotificationLog.of(this.recorder);
		return new Infrastructure(store, Repository.of(store, topics), log, new EventLog(log, mapper, topics));
	}

	/** The stored names stay, and readers of domain events see the current ones. */
	private void assertFollowers(Infrastructure release) {
		assertThat(release.notificationLog().select(1, 10)).extracting(Notification::topic)
			.containsExactly("Hound.Registered", "Hound.TrickLearned", "Hound.Moved", "Dog.TrickAdded");
		assertThat(release.eventStore().get(this.id)).extracting(DomainEvent::name)
			.containsExactly("Registered", "TrickAdded", "Relocated", "TrickAdded");
		List<String> followed = new ArrayList<>();
		try (EventSubscription subscription = release.eventLog()
			.subscribe(NotificationQuery.after(0, 10).upTo(4).topics(Set.of("Dog.TrickAdded", "Dog.Relocated")))) {
			for (Recording recording : subscription) {
				followed.add(recording.notificationId() + " " + recording.event().name());
			}
		}
		assertThat(followed).containsExactly("2 TrickAdded", "3 Relocated", "4 TrickAdded");
	}

	private void assertTopicsOf(Infrastructure release, Set<String> topicsOfTrickAdded) {
		assertThat(release.notificationLog().select(NotificationQuery.after(0, 10).topics(topicsOfTrickAdded)))
			.extracting(Notification::id)
			.containsExactly(2L, 4L);
		try (EventSubscription all = release.eventLog().subscribe(0, dogType(release))) {
			for (long position = 1; position <= 4; position++) {
				assertThat(all.next().notificationId()).isEqualTo(position);
			}
		}
	}

	private static Class<? extends Aggregate> dogType(Infrastructure release) {
		return release.eventLog().topics().resolve("Dog", "Registered").aggregateType();
	}

}
