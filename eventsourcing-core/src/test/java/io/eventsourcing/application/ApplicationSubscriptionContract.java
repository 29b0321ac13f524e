package io.eventsourcing.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.MapperException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.TopicException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** How an application follows its domain events. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ApplicationSubscriptionContract extends ApplicationContract {

	@AfterEach
	void stopLog() {
		log().stop();
	}

	@Test
	void aSubscriptionReturnsWhatWasThereThenWhatComes() throws Exception {
		UUID dogId = school().registerDog("Fido");
		BlockingQueue<Recording> seen = new LinkedBlockingQueue<>();
		EventSubscription subscription = school().subscribe(0);
		Following following = Following.of(() -> subscription.forEach(seen::add)).waiting();
		school().addTrick(dogId, "roll over");
		Recording registered = seen.poll(10, TimeUnit.SECONDS);
		assertThat(registered.notificationId()).isEqualTo(1);
		assertThat(registered.event().name()).isEqualTo("Registered");
		Recording added = seen.poll(10, TimeUnit.SECONDS);
		assertThat(added.notificationId()).isEqualTo(2);
		assertThat(added.event()).isEqualTo(school().eventStore().get(dogId).get(1));
		assertThat(((EventArguments) added.event().payload()).get("trick")).isEqualTo("roll over");
		subscription.close();
		following.end();
		assertThat(seen).isEmpty();
	}

	@Test
	void aStreamEndsWhenAnotherThreadClosesIt() throws Exception {
		school().registerDog("Fido");
		List<String> seen = new ArrayList<>();
		Stream<Recording> events = school().subscribe(0).stream();
		Following following = Following.of(() -> events.map(Recording::event).map(DomainEvent::name).forEach(seen::add))
			.waiting();
		events.close();
		following.end();
		assertThat(seen).containsExactly("Registered");
	}

	@Test
	void subscriptionsEndWithTheApplication() throws Exception {
		EventSubscription subscription = school().subscribe(0);
		Following following = Following.of(() -> assertThat(subscription.hasNext()).isFalse()).waiting();
		log().stop();
		following.end();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(subscription::next);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> school().subscribe(0))
			.withMessageContaining("The notification log is stopped");
	}

	@Test
	void aSubscriptionGoesOnAfterAPosition() {
		UUID dogId = school().registerDog("Fido");
		school().addTrick(dogId, "roll over");
		long position;
		try (EventSubscription events = school().subscribe(0)) {
			position = events.next().notificationId();
			assertThat(events.position()).isEqualTo(position);
		}
		try (EventSubscription events = school().subscribe(position)) {
			assertThat(events.position()).isEqualTo(position);
			assertThat(events.next().event().name()).isEqualTo("TrickAdded");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> school().subscribe(-1))
			.withMessageContaining("at least 0, not -1");
	}

	@Test
	void theEventsOfOneClassCanBeFollowed() {
		Kennel kennel = new Kennel(UUID.randomUUID(), "Berlin");
		school().save(kennel);
		school().registerDog("Fido");
		kennel.moveIn(UUID.randomUUID());
		school().save(kennel);
		try (EventSubscription events = school().subscribe(0, Kennel.class)) {
			assertThat(events.next().event().name()).isEqualTo("Opened");
			assertThat(events.next().notificationId()).isEqualTo(3);
		}
		NotificationQuery movedIn = NotificationQuery.after(0, 10).topics(Set.of("Kennel.DogMovedIn"));
		try (EventSubscription events = school().eventLog().subscribe(movedIn.upTo(3))) {
			assertThat(events.stream()).extracting(Recording::notificationId).containsExactly(3L);
			assertThat(events.position()).isEqualTo(3);
		}
	}

	@Test
	void theClassThatIsFollowedNeedNotBeKnown() {
		school().registerDog("Fido");
		Application other = new DogSchool(Infrastructure.of(recorder()));
		try (EventSubscription events = other.subscribe(0)) {
			assertThatExceptionOfType(EventDecodingException.class).isThrownBy(events::next)
				.withCauseInstanceOf(TopicException.class);
		}
		try (EventSubscription events = other.subscribe(0, Dog.class)) {
			assertThat(events.next().event().name()).isEqualTo("Registered");
		}
	}

	@Test
	void anEventThatCannotBeDecodedIsNamedAndCanBeLeftOut() {
		UUID dogId = school().registerDog("Fido");
		UUID catId = UUID.randomUUID();
		insert(catId, 1, "Cat", "Adopted", "{}");
		insert(catId, 2, "Dog", "TrickAdded", "{\"trick\":");
		school().addTrick(dogId, "roll over");
		try (EventSubscription events = school().subscribe(0)) {
			events.next();
			assertThatExceptionOfType(EventDecodingException.class).isThrownBy(events::next)
				.withMessageContaining("Notification 2 (Cat.Adopted, version 1 of the aggregate " + catId + ")")
				.withMessageContaining("eventsourcing.base-packages")
				.withMessageContaining("To skip this event, call next() again, or subscribe after 2.")
				.withCauseInstanceOf(TopicException.class)
				.satisfies((ex) -> assertThat(ex.notificationId()).isEqualTo(2));
			// Whoever resumes here does not lose the event
			assertThat(events.position()).isEqualTo(1);
			assertThatExceptionOfType(EventDecodingException.class).isThrownBy(events::next)
				.withMessageContaining("Notification 3 (Dog.TrickAdded, version 2 of the aggregate " + catId + ")")
				.withCauseInstanceOf(MapperException.class);
			assertThat(events.position()).isEqualTo(2);
			assertThat(events.hasNext()).isTrue();
			assertThat(events.position()).isEqualTo(3);
			assertThat(events.next().notificationId()).isEqualTo(4);
			assertThat(events.position()).isEqualTo(4);
		}
	}

	private void insert(UUID id, long version, String aggregate, String name, String payload) {
		recorder().insertEvents(Append.of(List.of(StoredEvent.builder(id, version)
			.type(aggregate, name)
			.timestamp(Instant.EPOCH)
			.payload(payload.getBytes(UTF_8))
			.build())));
	}

	private StoppableNotificationLog log() {
		return (StoppableNotificationLog) school().notificationLog();
	}

	/** A thread that follows events. */
	private record Following(FutureTask<Void> task, Thread thread) {

		static Following of(Runnable work) {
			FutureTask<Void> task = new FutureTask<>(work, null);
			Thread thread = new Thread(task, "following");
			thread.setDaemon(true);
			thread.start();
			return new Following(task, thread);
		}

		/** Returns when the thread waits for new events. */
		Following waiting() {
			await().until(() -> this.thread.getState() == Thread.State.TIMED_WAITING);
			return this;
		}

		void end() throws Exception {
			this.task.get(10, TimeUnit.SECONDS);
		}

	}

}
