package io.eventsourcing.application;

import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.dogs.ExplicitDog;
import io.eventsourcing.dogs.TypedDog;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Event;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.UnsupportedEventException;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.exception.VersionGapException;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.memory.MemoryRecorder;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReplayVerificationTest {

	private final Topics topics = new Topics();

	private final EventMapper mapper = EventMapper.of(this.topics, new JacksonTranscoder());

	private final MemoryRecorder recorder = new MemoryRecorder();

	private final EventStore store = EventStore.of(this.mapper, this.recorder);

	private final Repository repository = Repository.verifyingReplay(this.store, this.topics, this.mapper);

	@Test
	void aggregatesOfEveryStyleAreSaved() {
		Dog dog = new Dog("Fido");
		ExplicitDog explicit = new ExplicitDog("Rex");
		TypedDog typed = new TypedDog("Max");
		this.repository.save(dog, explicit, typed);
		dog.addTrick("roll over");
		explicit.addTrick("roll over");
		typed.addTrick("roll over");
		this.repository.save(dog, explicit, typed, new Dog("Bella").collectEvents().get(0));
		assertThat(this.repository.get(Dog.class, dog.id())).isEqualTo(dog);
		assertThat(this.repository.change(Dog.class, dog.id(), (each) -> each.addTrick("play dead")).version())
			.isEqualTo(3);
	}

	static Stream<Arguments> mistakes() {
		return Stream.of(mistake("count", Forgetful::countWithoutEvent), mistake("time", Forgetful::time),
				mistake("random", Forgetful::draw), mistake("count, random", (each) -> {
					each.draw();
					each.count();
					each.countWithoutEvent();
				}));
	}

	private static Arguments mistake(String fields, Consumer<Forgetful> action) {
		return Arguments.of(fields, action);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aDifferenceIsNamedAndNothingIsSaved(String fields, Consumer<Forgetful> mistake) {
		Forgetful created = new Forgetful(true);
		mistake.accept(created);
		assertRefused(created, fields);
		Forgetful loaded = this.repository.get(Forgetful.class, save(new Forgetful(true)));
		mistake.accept(loaded);
		assertRefused(loaded, fields);
	}

	private void assertRefused(Forgetful aggregate, String fields) {
		long before = this.recorder.maxNotificationId();
		assertThatExceptionOfType(ReplayMismatchException.class)
			.isThrownBy(() -> this.repository.save(new Dog("Fido"), aggregate))
			.withMessageStartingWith(Forgetful.class.getName() + " " + aggregate.id())
			.withMessageContaining("in: " + fields + ".")
			.satisfies((ex) -> {
				assertThat(ex.id()).isEqualTo(aggregate.id());
				assertThat(ex.differences()).containsExactly(fields.split(", "));
			});
		assertThat(this.recorder.maxNotificationId()).isEqualTo(before);
	}

	@Test
	void aChangeIsVerified() {
		UUID id = save(new Forgetful(true));
		assertThatExceptionOfType(ReplayMismatchException.class)
			.isThrownBy(() -> this.repository.change(Forgetful.class, id, Forgetful::draw));
	}

	@Test
	void aFieldThatCannotBeComparedIsNamed() {
		assertRefused(new Forgetful(false), "token");
	}

	@Test
	void aBodyThatFailsWhenItIsReplayedIsReported() {
		Forgetful aggregate = new Forgetful(true);
		aggregate.time();
		aggregate.failIfDrawn(String.valueOf(aggregate.timed()));
		assertThatExceptionOfType(ReplayMismatchException.class).isThrownBy(() -> this.repository.save(aggregate))
			.withMessageContaining("because of a java.lang.IllegalStateException")
			.satisfies((ex) -> assertThat(ex.differences()).isEmpty())
			.havingCause()
			.withMessage("It is another time");
	}

	@Test
	void anEventThatCannotBeStoredIsStillReportedAsSuch() {
		assertThatExceptionOfType(UnsupportedEventException.class)
			.isThrownBy(() -> this.repository.save(new Unreadable(Instant.EPOCH)));
	}

	@Test
	void aConflictIsStillAConflict() {
		UUID id = save(new Dog("Fido"));
		Dog mine = this.repository.get(Dog.class, id);
		this.repository.change(Dog.class, id, (dog) -> dog.addTrick("theirs"));
		mine.addTrick("mine");
		assertThatExceptionOfType(RecordConflictException.class).isThrownBy(() -> this.repository.save(mine));
	}

	@Test
	void aGapIsStillAGap() {
		Dog dog = new Dog("Fido");
		dog.collectEvents();
		dog.addTrick("roll over");
		assertThatExceptionOfType(VersionGapException.class).isThrownBy(() -> this.repository.save(dog));
	}

	@Test
	void byDefaultNothingIsVerified() {
		Forgetful forgetful = new Forgetful(true);
		forgetful.countWithoutEvent();
		assertThat(Repository.of(this.store, this.topics).save(forgetful)).hasSize(1);
	}

	private UUID save(Aggregate aggregate) {
		this.repository.save(aggregate);
		return aggregate.id();
	}

	private static final class Unreadable extends Aggregate {

		@Event("Created")
		private Unreadable(Temporal time) {
		}

	}

}
