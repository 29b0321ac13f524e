package io.eventsourcing.sample.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.application.Repository;
import io.eventsourcing.autoconfigure.aggregate.AggregateTypes;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.NotificationPages;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.sample.aggregates.Visit;
import io.eventsourcing.sample.dogschool.Dog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Runs the examples. */
class ApplicationExamplesTest {

	private final Infrastructure infrastructure = Infrastructure.inMemory();

	private final DogSchool school = new DogSchool(this.infrastructure);

	private final NotificationLog log = this.school.notificationLog();

	private final Topics topics = new Topics();

	private final Dog fido = new Dog("Fido");

	private final Dog rex = new Dog("Rex");

	private final List<String> handled = new ArrayList<>();

	@BeforeEach
	void saveEvents() {
		this.fido.addTrick("sit");
		this.rex.addTrick("jump");
		this.school.save(this.fido, new Visit(UUID.randomUUID(), "ann", null), this.rex);
	}

	static class DogSchool extends Application {

		public DogSchool(Infrastructure infrastructure) {
			super(infrastructure);
		}

		public void addTrick(UUID dogId, long seenVersion, String trick) {
			Dog dog = repository().get(Dog.class, dogId, seenVersion);
			dog.addTrick(trick);
			save(dog);
		}

		@Retryable(includes = OptimisticLockingFailureException.class, maxRetries = 5, delay = 10, jitter = 10)
		@Transactional
		public void swapTricks(UUID oneDogId, UUID otherDogId) {
			Dog one = repository().get(Dog.class, oneDogId);
			Dog other = repository().get(Dog.class, otherDogId);
			String trick = one.tricks().get(0);
			one.addTrick(other.tricks().get(0));
			other.addTrick(trick);
			save(one, other);
		}

	}

	@Test
	void anApplicationUsesTheGivenStore() {
		this.school.swapTricks(this.fido.id(), this.rex.id());
		assertThat(this.infrastructure.repository().get(Dog.class, this.rex.id()).tricks()).containsExactly("jump",
				"sit");
	}

	@Test
	void aChangeAppliesToTheVersionThatWasSeen() {
		UUID dogId = this.fido.id();
		long seenVersion = this.fido.version();
		this.school.addTrick(dogId, seenVersion, "roll over");
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.school.addTrick(dogId, seenVersion, "jump"));
		assertThat(this.school.repository().get(Dog.class, dogId).tricks()).containsExactly("sit", "roll over");
	}

	@Test
	void changesAreSaved() {
		Repository repository = this.school.repository();
		UUID dogId = this.fido.id();
		Dog dog = repository.change(Dog.class, dogId, (each) -> each.addTrick("roll over"));
		int tricks = repository.changeAndReturn(Dog.class, dogId, (each) -> {
			each.addTrick("roll over");
			return each.tricks().size();
		});
		assertThat(dog.tricks()).hasSize(2);
		assertThat(tricks).isEqualTo(3);
	}

	@Test
	void eventsAreFollowed() {
		long position = 0;
		try (EventSubscription events = this.school.subscribe(position)) {
			for (Recording recording : events) {
				handle(recording.event());
				position = recording.notificationId();
			}
		}
		assertThat(this.handled).containsExactly("Registered", "TrickAdded", "Opened", "Registered", "TrickAdded");
		assertThat(position).isEqualTo(5);
	}

	@Test
	void notificationsAreFollowed() {
		NotificationLog log = this.log;
		long position = 0;
		try (Subscription subscription = log.subscribe(position)) {
			for (Notification notification : subscription) {
				handle(notification);
				position = notification.id();
			}
		}
		assertThat(this.handled).hasSize(5).contains("Visit.Opened");
		assertThat(position).isEqualTo(5);
	}

	private void handle(DomainEvent event) {
		handled(event.name());
	}

	private void handle(Notification notification) {
		handled(notification.event().topic());
	}

	private void handled(String name) {
		this.handled.add(name);
		if (this.handled.size() == 5) {
			((StoppableNotificationLog) this.log).stop();
		}
	}

	@Test
	void notificationsAreFiltered() {
		Topics topics = this.topics;
		long position = 2;
		NotificationQuery query = NotificationQuery.after(position, 100).topics(topics.topicsOf(Dog.class));
		assertThat(this.log.select(query)).extracting(Notification::id).containsExactly(4L, 5L);
	}

	@Test
	void notificationsAreReadWithoutWaiting() {
		NotificationLog log = this.log;
		Topics topics = this.topics;
		long position = 2;
		NotificationPages pages = log.pages(NotificationQuery.after(position, 100).topics(topics.topicsOf(Dog.class)));
		List<Notification> page = pages.next();
		position = pages.position();
		assertThat(page).extracting(Notification::id).containsExactly(4L, 5L);
		assertThat(position).isEqualTo(5);
		assertThat(pages.next()).isEmpty();
	}

	@Test
	void eventsAreSavedAgainIfTheOutcomeIsUnknown() {
		Dog bella = new Dog("Bella");
		save(this.school.eventStore(), bella.collectEvents());
		assertThat(this.school.repository().find(Dog.class, bella.id())).isPresent();
	}

	private static void save(EventStore eventStore, List<DomainEvent> events) {
		try {
			eventStore.put(events);
		}
		catch (SaveOutcomeUnknownException ex) {
			try {
				eventStore.put(events);
			}
			catch (RecordConflictException conflict) {
				if (!eventStore.contains(events)) {
					throw conflict;
				}
			}
		}
	}

	@Test
	void aggregatesAreNamedByHand() {
		new ApplicationContextRunner().withUserConfiguration(NamedAggregates.class)
			.withPropertyValues("eventsourcing.store=memory")
			.run((context) -> assertThat(context.getBean(Topics.class).eventTypes()).containsOnlyKeys("Dog.Registered",
					"Dog.TrickAdded", "Visit.Opened", "Visit.TreatmentAdded"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class NamedAggregates {

		@Bean
		AggregateTypes aggregates() {
			return AggregateTypes.of(Dog.class, Visit.class);
		}

	}

}
