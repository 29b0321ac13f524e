package io.eventsourcing.domain;

import java.util.List;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.dogs.ExplicitDog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Events that do not come next are refused before anything changes.
 */
class RefusedEventsTest {

	private final Dog dog = new Dog("Fido");

	private List<DomainEvent> events;

	@BeforeEach
	void trainTheDog() {
		this.dog.addTrick("roll over");
		this.dog.addTrick("play dead");
		this.events = this.dog.collectEvents();
	}

	@Test
	void eventOfAnotherAggregate() {
		Dog other = new Dog("Rex");
		String before = other.toString();
		DomainEvent event = this.events.get(1);
		assertThatExceptionOfType(OriginatorIdException.class).isThrownBy(() -> event.mutate(other))
			.withMessage(
					"The event Dog.TrickAdded, version 2 of the aggregate %s, does not belong to the aggregate %s, which is unchanged. Apply the events of one aggregate only.",
					this.dog.id(), other.id());
		assertThat(other).hasToString(before);
	}

	/** They may be personal data, and messages end up in logs. */
	@Test
	void noMessageContainsAttributes() {
		DomainEvent trick = this.events.get(1);
		DomainEvent forged = new DomainEvent(trick.type(), trick.originatorId(), 4, trick.timestamp(), trick.payload());
		for (ThrowingCallable refused : List.<ThrowingCallable>of(() -> trick.mutate(new Dog("Rex")),
				() -> trick.mutate(this.dog), () -> trick.mutate(null), () -> forged.mutate(null),
				() -> forged.mutate(new ExplicitDog("Rex")))) {
			assertThatExceptionOfType(EventSourcingException.class).isThrownBy(refused)
				.withMessageNotContaining("roll over");
		}
		assertThat(trick.toString()).contains("roll over");
	}

	@Test
	void eventThatIsMissingOne() {
		Dog copy = Replays.replay(this.events.subList(0, 1));
		String before = copy.toString();
		DomainEvent event = this.events.get(2);
		assertThatExceptionOfType(OriginatorVersionException.class).isThrownBy(() -> event.mutate(copy))
			.withMessage(
					"The event Dog.TrickAdded, version 3 of the aggregate %s, is not the next event of its aggregate: expected version 2, found 3; the aggregate is unchanged. Apply all events of one aggregate, each once and in order.",
					this.dog.id());
		assertThat(copy).hasToString(before);
		this.events.get(1).mutate(copy);
		assertThat(event.mutate(copy)).isEqualTo(this.dog);
	}

	@Test
	void eventThatWasAppliedAlready() {
		String before = this.dog.toString();
		assertThatExceptionOfType(OriginatorVersionException.class)
			.isThrownBy(() -> this.events.get(2).mutate(this.dog))
			.withMessageContaining("expected version 4, found 3");
		assertThat(this.dog).hasToString(before);
	}

	@Test
	void firstEventAgain() {
		assertThatExceptionOfType(OriginatorVersionException.class)
			.isThrownBy(() -> this.events.get(0).mutate(this.dog))
			.withMessageContaining("expected version 4, found 1");
	}

	@Test
	void firstEventOfAWrongVersion() {
		DomainEvent first = this.events.get(0);
		DomainEvent late = new DomainEvent(first.type(), first.originatorId(), 2, first.timestamp(), first.payload());
		assertThatExceptionOfType(OriginatorVersionException.class).isThrownBy(() -> late.mutate(null))
			.withMessageContaining("expected version 1, found 2");
	}

	@Test
	void laterEventWithoutAnAggregate() {
		DomainEvent event = this.events.get(1);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> event.mutate(null))
			.withMessage(
					"The event Dog.TrickAdded, version 2 of the aggregate %s, does not create an aggregate, so it needs one to apply to: is an earlier event missing?",
					this.dog.id());
	}

	@Test
	void partsThatAreNull() {
		DomainEvent event = this.events.get(0);
		assertThatNullPointerException()
			.isThrownBy(() -> new DomainEvent(null, event.originatorId(), 1, event.timestamp(), event.payload()))
			.withMessage("type");
		assertThatNullPointerException()
			.isThrownBy(() -> new DomainEvent(event.type(), null, 1, event.timestamp(), event.payload()))
			.withMessage("originatorId");
		assertThatNullPointerException()
			.isThrownBy(() -> new DomainEvent(event.type(), event.originatorId(), 1, null, event.payload()))
			.withMessage("timestamp");
		assertThatNullPointerException()
			.isThrownBy(() -> new DomainEvent(event.type(), event.originatorId(), 1, event.timestamp(), null))
			.withMessage("payload");
	}

}
