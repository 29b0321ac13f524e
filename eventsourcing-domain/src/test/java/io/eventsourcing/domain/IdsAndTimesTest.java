package io.eventsourcing.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.eventsourcing.dogs.Dog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

/**
 * Where the ids and the times of aggregates come from.
 */
class IdsAndTimesTest {

	private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.123456789Z");

	private static final Instant IN_MICROSECONDS = Instant.parse("2026-02-03T04:05:06.123456Z");

	@Test
	void idsAreOrderedByTime() {
		List<UUID> ids = Stream.generate(() -> new Dog("Fido").id()).limit(1000).toList();
		assertThat(ids).extracting(UUID::version).containsOnly(7);
		assertThat(ids).extracting(UUID::toString).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void idsComeFromTheFactoryThatIsInUse() {
		UUID id = Ids.nameBased("/dogs/Fido");
		UUID other = Ids.nameBased("/dogs/Rex");
		try (Replacement outer = Ids.use(() -> id)) {
			assertThat(new Dog("Fido").id()).isEqualTo(id);
			try (Replacement inner = Ids.use(() -> other)) {
				assertThat(new Dog("Fido").id()).isEqualTo(other);
			}
			assertThat(new Dog("Fido").id()).isEqualTo(id);
		}
		assertThat(new Dog("Fido").id().version()).isEqualTo(7);
	}

	@Test
	void anIdMayBeDerivedFromAName() {
		assertThat(Ids.nameBased("/dogs/Fido")).hasToString("1e1d7398-8986-57af-bb01-11a89b2f8b02");
		assertThatNullPointerException().isThrownBy(() -> Ids.nameBased(null)).withMessage("name");
	}

	@Test
	void anIdMayBeGivenButNotNull() {
		UUID id = UUID.randomUUID();
		assertThat(new Cat(id).id()).isEqualTo(id);
		assertThatNullPointerException().isThrownBy(() -> new Cat(null)).withMessage("id");
	}

	@Test
	void nullIsNoSource() {
		assertThatNullPointerException().isThrownBy(() -> Ids.use(null)).withMessage("source");
		assertThatNullPointerException().isThrownBy(() -> EventClock.use(null)).withMessage("source");
	}

	@Test
	void timesComeFromTheClockThatIsInUse() {
		Dog dog;
		try (Replacement outer = EventClock.use(Clock.fixed(TIME, ZoneOffset.UTC))) {
			dog = new Dog("Fido");
			assertThat(dog.createdOn()).isEqualTo(dog.modifiedOn()).isEqualTo(IN_MICROSECONDS);
			try (Replacement inner = EventClock.use(Clock.fixed(TIME.plusSeconds(1), ZoneOffset.UTC))) {
				dog.addTrick("roll over");
			}
			assertThat(dog.modifiedOn()).isEqualTo(IN_MICROSECONDS.plusSeconds(1));
			dog.addTrick("play dead");
		}
		assertThat(dog.pendingEvents()).extracting(DomainEvent::timestamp)
			.containsExactly(IN_MICROSECONDS, IN_MICROSECONDS.plusSeconds(1), IN_MICROSECONDS);
		assertThat(dog.createdOn()).isEqualTo(IN_MICROSECONDS);
		assertThat(EventClock.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void anEventMadeByHandKeepsMicroseconds() {
		DomainEvent event = new Dog("Fido").pendingEvents().get(0);
		assertThat(new DomainEvent(event.type(), event.originatorId(), 1, TIME, event.payload()).timestamp())
			.isEqualTo(IN_MICROSECONDS);
	}

	static class Cat extends Aggregate {

		@Event
		Cat(UUID id) {
			super(id);
		}

	}

}
