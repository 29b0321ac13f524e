package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.dogs.ExplicitDog;
import io.eventsourcing.dogs.TypedDog;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSource;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.Ids;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.exception.AggregateExistsException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What an application does, on every store.
 */
abstract class ApplicationContract {

	private ApplicationRecorder recorder;

	private DogSchool school;

	/** A recorder without events. */
	abstract ApplicationRecorder createRecorder();

	ApplicationRecorder recorder() {
		return this.recorder;
	}

	DogSchool school() {
		return this.school;
	}

	Repository repository() {
		return this.school.repository();
	}

	@BeforeEach
	void equip() {
		this.recorder = createRecorder();
		this.school = new DogSchool(Infrastructure.of(this.recorder));
	}

	@Test
	void theTutorial() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		this.school.addTrick(dogId, "play dead");
		assertThat(this.school.getDog(dogId))
			.isEqualTo(new DogSchool.DogDetails("Fido", List.of("roll over", "play dead")));
		List<Notification> notifications = this.school.notificationLog().select(1, 10);
		assertThat(notifications).extracting(Notification::id).containsExactly(1L, 2L, 3L);
		assertThat(notifications).extracting(Notification::topic)
			.containsExactly("Dog.Registered", "Dog.TrickAdded", "Dog.TrickAdded");
		assertThat(notifications).extracting(Notification::originatorId).containsOnly(dogId);
		assertThat(notifications).extracting(Notification::originatorVersion).containsExactly(1L, 2L, 3L);
		assertThat(notifications).extracting((notification) -> new String(notification.payload()))
			.containsExactly("{\"name\":\"Fido\"}", "{\"trick\":\"roll over\"}", "{\"trick\":\"play dead\"}");
	}

	@Test
	void aReloadedAggregateEqualsTheSavedOne() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		this.school.save(dog);
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog).isNotSameAs(dog);
	}

	@Test
	void aggregatesOfEveryStyleAreReloaded() {
		ExplicitDog explicit = new ExplicitDog("Fido");
		explicit.addTrick("roll over");
		TypedDog typed = new TypedDog("Rex");
		typed.addTrick("play dead");
		this.school.save(explicit, typed);
		assertThat(repository().get(ExplicitDog.class, explicit.id())).isEqualTo(explicit);
		assertThat(repository().get(TypedDog.class, typed.id())).isEqualTo(typed);
	}

	@Test
	void aReloadedAggregateHasNoPendingEvents() {
		UUID dogId = this.school.registerDog("Fido");
		assertThat(repository().get(Dog.class, dogId).pendingEvents()).isEmpty();
	}

	@Test
	void savedEventsArePendingNoMore() {
		Dog dog = new Dog("Fido");
		this.school.save(dog);
		assertThat(dog.pendingEvents()).isEmpty();
		dog.addTrick("roll over");
		this.school.save(dog);
		assertThat(repository().get(Dog.class, dog.id())).isEqualTo(dog);
	}

	@Test
	void aSaveReturnsWhereEventsWereStored() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		Kennel kennel = new Kennel(UUID.randomUUID(), "Berlin");
		List<DomainEvent> events = new ArrayList<>(dog.pendingEvents());
		events.addAll(kennel.pendingEvents());
		List<Recording> recordings = this.school.save(dog, kennel);
		assertThat(recordings).extracting(Recording::event).containsExactlyElementsOf(events);
		assertThat(recordings).extracting(Recording::notificationId).containsExactly(1L, 2L, 3L);
	}

	@Test
	void recordingsOfLaterSavesHaveConsecutiveIdsToo() {
		this.school.registerDog("Fido");
		Dog dog = new Dog("Rex");
		dog.addTrick("roll over");
		dog.addTrick("play dead");
		List<Long> ids = this.school.save(dog, new Dog("Max")).stream().map(Recording::notificationId).toList();
		assertThat(ids).containsExactlyElementsOf(LongStream.rangeClosed(ids.get(0), ids.get(0) + 3).boxed().toList());
		assertThat(this.school.notificationLog().select(ids.get(0), 10)).extracting(Notification::id)
			.containsExactlyElementsOf(ids);
	}

	@Test
	void aConflictStoresNothingOfAnyAggregate() {
		UUID dogId = this.school.registerDog("Fido");
		Dog mine = repository().get(Dog.class, dogId);
		this.school.addTrick(dogId, "roll over");
		mine.addTrick("play dead");
		Dog other = new Dog("Rex");
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> this.school.save(other, mine))
			.satisfies((ex) -> {
				assertThat(ex.originatorId()).isEqualTo(dogId);
				assertThat(ex.originatorVersion()).isEqualTo(2);
			})
			.withCauseInstanceOf(OptimisticLockingFailureException.class);
		assertThat(repository().exists(Dog.class, other.id())).isFalse();
		assertThat(this.school.getDog(dogId).tricks()).containsExactly("roll over");
		assertThat(this.school.notificationLog().select(1, 10)).hasSize(2);
	}

	@Test
	void aConflictKeepsEventsPending() {
		UUID dogId = this.school.registerDog("Fido");
		Dog mine = repository().get(Dog.class, dogId);
		this.school.addTrick(dogId, "roll over");
		mine.addTrick("play dead");
		Dog other = new Dog("Rex");
		List<DomainEvent> pending = mine.pendingEvents();
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> this.school.save(other, mine));
		assertThat(mine.pendingEvents()).hasSize(1).isEqualTo(pending);
		assertThat(other.pendingEvents()).hasSize(1);
		this.school.save(other);
		assertThat(repository().get(Dog.class, other.id())).isEqualTo(other);
	}

	@Test
	void anIdIsUsedOnce() {
		UUID id = Ids.nameBased("/kennels/berlin");
		this.school.save(new Kennel(id, "Berlin"));
		assertThatExceptionOfType(AggregateExistsException.class)
			.isThrownBy(() -> this.school.save(new Kennel(id, "Berlin")))
			.withMessageContaining("The aggregate %s (Kennel) already exists", id)
			.withMessageContaining("load the aggregate instead")
			.withCauseInstanceOf(DuplicateKeyException.class);
	}

	@Test
	void twoObjectsOfOneAggregateInOneSaveAreRefused() {
		UUID dogId = this.school.registerDog("Fido");
		Dog one = repository().get(Dog.class, dogId);
		Dog two = repository().get(Dog.class, dogId);
		one.addTrick("roll over");
		two.addTrick("play dead");
		assertThatIllegalArgumentException().isThrownBy(() -> this.school.save(one, two))
			.withMessageContaining("Two objects of the aggregate %s", dogId)
			.withMessageContaining("are in one save");
		assertThat(this.school.getDog(dogId).tricks()).isEmpty();
		assertThat(one.pendingEvents()).hasSize(1);
		assertThat(two.pendingEvents()).hasSize(1);
	}

	@Test
	void anObjectThatTwoThreadsSaveSaysSo() {
		Dog dog = new Dog("Fido");
		assertThatExceptionOfType(AggregateExistsException.class)
			.isThrownBy(() -> this.school.save(new SavedMeanwhile(dog)))
			.withMessageContaining("Version 1 of the aggregate %s (Dog) is already stored", dog.id())
			.withMessageContaining("two threads");
		dog.addTrick("roll over");
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.school.save(new SavedMeanwhile(dog)))
			.withMessageContaining("Version 2 of the aggregate %s (Dog) is already stored", dog.id())
			.withMessageContaining("two threads")
			.withCauseInstanceOf(OptimisticLockingFailureException.class);
		assertThat(this.school.getDog(dog.id()).tricks()).containsExactly("roll over");
	}

	/** Is saved by somebody else as soon as a save has taken its events. */
	private final class SavedMeanwhile implements EventSource {

		private final Dog dog;

		SavedMeanwhile(Dog dog) {
			this.dog = dog;
		}

		@Override
		public List<DomainEvent> pendingEvents() {
			List<DomainEvent> pending = this.dog.pendingEvents();
			ApplicationContract.this.school.save(this.dog);
			return pending;
		}

		@Override
		public List<DomainEvent> collectEvents() {
			return this.dog.collectEvents();
		}

	}

	@Test
	void anEventThatIsTriggeredDuringASaveStaysPending() {
		Dog dog = new Dog("Fido");
		AtomicBoolean late = new AtomicBoolean(true);
		try (Registration registration = this.recorder.onAppend(() -> {
			if (late.getAndSet(false)) {
				dog.addTrick("roll over");
			}
		})) {
			assertThat(this.school.save(dog)).hasSize(1);
		}
		assertThat(late).isFalse();
		assertThat(dog.pendingEvents()).extracting(DomainEvent::name).containsExactly("TrickAdded");
		this.school.save(dog);
		assertThat(this.school.getDog(dog.id()).tricks()).containsExactly("roll over");
	}

	/** As many as were stored, but others. */
	@Test
	void anEventThatReplacesTheStoredOnesDuringASaveStaysPending() {
		Dog dog = new Dog("Fido");
		AtomicBoolean late = new AtomicBoolean(true);
		try (Registration registration = this.recorder.onAppend(() -> {
			if (late.getAndSet(false)) {
				dog.collectEvents();
				dog.addTrick("roll over");
			}
		})) {
			this.school.save(dog);
		}
		assertThat(dog.pendingEvents()).extracting(DomainEvent::name).containsExactly("TrickAdded");
		this.school.save(dog);
		assertThat(this.school.getDog(dog.id()).tricks()).containsExactly("roll over");
	}

	@Test
	void twoThreadsThatSaveAnObjectLoseNoEvent() throws Exception {
		Dog dog = new Dog("Fido");
		this.school.save(dog);
		List<String> tricks = IntStream.range(0, 200).mapToObj((trick) -> "trick " + trick).toList();
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
			while (dog.version() <= tricks.size()) {
				saveUnlessInConflict(dog);
			}
		});
		for (String trick : tricks) {
			dog.addTrick(trick);
			saveUnlessInConflict(dog);
		}
		other.get(60, TimeUnit.SECONDS);
		this.school.save(dog);
		assertThat(this.school.getDog(dog.id()).tricks()).isEqualTo(tricks);
	}

	private void saveUnlessInConflict(Dog dog) {
		try {
			this.school.save(dog);
		}
		catch (RecordConflictException ex) {
			// the other thread has stored them
		}
	}

	@Test
	void listsCannotBeModified() {
		Dog dog = new Dog("Fido");
		for (List<?> list : List.of(this.school.save(dog, new Dog("Rex")), this.school.save(),
				this.school.save(new Dog("Max")), this.school.eventStore().get(dog.id()),
				this.school.eventStore().get(UUID.randomUUID()),
				this.school.eventStore().put(new Dog("Bella").collectEvents()))) {
			assertThat(list).isUnmodifiable();
		}
	}

	@Test
	void ofManyWhoCommandAnAggregateAtOnceOneWinsEachTime() throws Exception {
		UUID kennelId = UUID.randomUUID();
		this.school.save(new Kennel(kennelId, "Berlin"));
		List<Object> outcomes = Concurrently.call(8, () -> {
			Kennel kennel = repository().get(Kennel.class, kennelId);
			kennel.moveIn(UUID.randomUUID());
			return this.school.save(kennel);
		});
		long winners = outcomes.stream().filter(List.class::isInstance).count();
		assertThat(winners).isPositive();
		assertThat(outcomes.stream().filter((outcome) -> !(outcome instanceof List)))
			.allSatisfy((outcome) -> assertThat(outcome).isInstanceOf(RecordConflictException.class));
		assertThat(repository().get(Kennel.class, kennelId).dogs()).isEqualTo((int) winners);
	}

	@Test
	void nothingToSaveIsNoError() {
		assertThat(this.school.save()).isEmpty();
		UUID dogId = this.school.registerDog("Fido");
		assertThat(this.school.save(repository().get(Dog.class, dogId))).isEmpty();
		assertThat(this.school.notificationLog().maxId()).isEqualTo(1);
	}

	@Test
	void anAggregateThatIsGivenTwiceIsSavedOnce() {
		Dog dog = new Dog("Fido");
		assertThat(this.school.save(dog, dog)).hasSize(1);
		assertThat(this.school.notificationLog().select(1, 10)).hasSize(1);
	}

	@Test
	void aSingleEventIsSaved() {
		DomainEvent registered = new Dog("Fido").collectEvents().get(0);
		List<Recording> recordings = this.school.save(registered);
		assertThat(recordings).containsExactly(new Recording(registered, 1));
		assertThat(this.school.getDog(registered.originatorId()).name()).isEqualTo("Fido");
	}

	@Test
	void eventsAreReadFromTheStore() {
		Dog dog = new Dog("Fido");
		dog.addTrick("roll over");
		List<DomainEvent> events = dog.pendingEvents();
		this.school.save(dog);
		assertThat(this.school.eventStore().get(dog.id())).isEqualTo(events);
	}

	@Test
	void anAggregateIsRebuiltAtAVersion() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		this.school.addTrick(dogId, "play dead");
		assertThat(repository().get(Dog.class, dogId, 1).tricks()).isEmpty();
		assertThat(repository().get(Dog.class, dogId, 2)).satisfies((dog) -> {
			assertThat(dog.version()).isEqualTo(2);
			assertThat(dog.tricks()).containsExactly("roll over");
		});
		assertThat(repository().get(Dog.class, dogId, 3)).isEqualTo(repository().get(Dog.class, dogId));
	}

	@Test
	void aVersionThatIsNotReachedIsNotFound() {
		UUID dogId = this.school.registerDog("Fido");
		assertThatExceptionOfType(AggregateNotFoundException.class)
			.isThrownBy(() -> repository().get(Dog.class, dogId, 2))
			.withMessage("The Dog with the id %s has no version 2; its latest is 1", dogId)
			.satisfies((ex) -> {
				assertThat(ex.id()).isEqualTo(dogId);
				assertThat(ex.version()).isEqualTo(2);
			});
	}

	@Test
	void versionsBeginAtOne() {
		UUID dogId = this.school.registerDog("Fido");
		for (long version : new long[] { 0, -1, Long.MIN_VALUE }) {
			assertThatIllegalArgumentException().isThrownBy(() -> repository().get(Dog.class, dogId, version))
				.withMessageContaining("at least 1, not " + version);
		}
	}

	@Test
	void changingAnEarlierVersionIsAConflict() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		Dog earlier = repository().get(Dog.class, dogId, 1);
		earlier.addTrick("play dead");
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> this.school.save(earlier));
	}

	@Test
	void anUnknownIdIsNotFound() {
		UUID unknown = UUID.randomUUID();
		assertThatExceptionOfType(AggregateNotFoundException.class)
			.isThrownBy(() -> repository().get(Dog.class, unknown))
			.withMessage("There is no Dog with the id %s", unknown)
			.satisfies((ex) -> {
				assertThat(ex.id()).isEqualTo(unknown);
				assertThat(ex.version()).isNull();
			});
		assertThatExceptionOfType(AggregateNotFoundException.class)
			.isThrownBy(() -> repository().get(Dog.class, unknown, 1))
			.withMessage("There is no Dog with the id %s", unknown);
		assertThat(repository().find(Dog.class, unknown)).isEmpty();
		assertThat(repository().exists(Dog.class, unknown)).isFalse();
	}

	@Test
	void aKnownIdIsFound() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		assertThat(repository().find(Dog.class, dogId)).contains(repository().get(Dog.class, dogId));
		assertThat(repository().exists(Dog.class, dogId)).isTrue();
	}

	@Test
	void anAggregateOfAnotherClassIsRefused() {
		UUID dogId = this.school.registerDog("Fido");
		for (var lookUp : List.<ThrowingCallable>of(() -> repository().get(Kennel.class, dogId),
				() -> repository().get(Kennel.class, dogId, 1), () -> repository().find(Kennel.class, dogId),
				() -> repository().exists(Kennel.class, dogId))) {
			assertThatExceptionOfType(EventSourcingException.class).isThrownBy(lookUp)
				.withMessage("The aggregate %s is a %s, not a %s", dogId, Dog.class.getName(), Kennel.class.getName());
		}
	}

	@Test
	void anAggregateIsFoundByItsSuperclass() {
		UUID dogId = this.school.registerDog("Fido");
		assertThat(repository().get(Aggregate.class, dogId)).isInstanceOf(Dog.class);
	}

	@Test
	void nullArgumentsAreNamed() {
		UUID id = UUID.randomUUID();
		assertThatNullPointerException().isThrownBy(() -> repository().get(null, id)).withMessage("type");
		assertThatNullPointerException().isThrownBy(() -> repository().get(Dog.class, null)).withMessage("id");
		assertThatNullPointerException().isThrownBy(() -> repository().get(Dog.class, null, 1)).withMessage("id");
		assertThatNullPointerException().isThrownBy(() -> repository().find(Dog.class, null)).withMessage("id");
		assertThatNullPointerException().isThrownBy(() -> repository().exists(null, id)).withMessage("type");
		assertThatNullPointerException().isThrownBy(() -> this.school.save((EventSource[]) null))
			.withMessage("sources");
		assertThatNullPointerException().isThrownBy(() -> new DogSchool(null)).withMessage("infrastructure");
		assertThatNullPointerException().isThrownBy(() -> this.school.notificationLog().select(null))
			.withMessageContaining("query");
	}

	@Test
	void aNullAmongTheSavedIsNamedAndStoresNothing() {
		Dog dog = new Dog("Fido");
		assertThatIllegalArgumentException().isThrownBy(() -> this.school.save(dog, null))
			.withMessage("Argument 2 of save(..) is null");
		assertThat(this.school.notificationLog().maxId()).isZero();
		assertThat(dog.pendingEvents()).hasSize(1);
	}

	@Test
	void whatTheLogCannotSelectIsRefused() {
		for (long start : new long[] { 0, -1, Long.MIN_VALUE }) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.school.notificationLog().select(start, 1))
				.withMessageContaining("at least 1, not " + start);
		}
		for (int limit : new int[] { 0, -1 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.school.notificationLog().select(1, limit))
				.withMessageContaining("must be positive, not " + limit);
		}
	}

	@Test
	void theLogSelectsByIdAndTopic() {
		UUID dogId = this.school.registerDog("Fido");
		this.school.addTrick(dogId, "roll over");
		this.school.registerDog("Rex");
		NotificationLog log = this.school.notificationLog();
		assertThat(log.select(2, 1)).extracting(Notification::id).containsExactly(2L);
		assertThat(log.select(2, 10)).extracting(Notification::id).containsExactly(2L, 3L);
		assertThat(log.select(4, 10)).isEmpty();
		assertThat(log.select(Long.MAX_VALUE, 10)).isEmpty();
		assertThat(log.select(NotificationQuery.after(0, 10).topics(Set.of("Dog.Registered"))))
			.extracting(Notification::id)
			.containsExactly(1L, 3L);
		assertThat(log.maxId()).isEqualTo(3);
	}

	@Test
	void theNameIsThatOfTheClass() {
		assertThat(this.school.name()).isEqualTo("DogSchool");
	}

}
