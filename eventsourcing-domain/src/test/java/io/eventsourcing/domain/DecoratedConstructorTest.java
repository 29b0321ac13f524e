package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Plain {@code new} of aggregates with decorated constructors.
 */
class DecoratedConstructorTest {

	@Test
	void triggersOneEventWithTheArgumentsAsPassed() {
		Cat cat = new Cat("  Tom ", 3);
		assertThat(cat.name).isEqualTo("Tom");
		assertThat(cat.version()).isEqualTo(1);
		assertThat(cat.modifiedOn()).isEqualTo(cat.createdOn());
		List<DomainEvent> events = Replays.collectAndReplay(cat);
		assertThat(events).hasSize(1);
		assertThat(events.get(0).name()).isEqualTo("Born");
		assertThat(events.get(0).originatorId()).isEqualTo(cat.id());
		assertThat(events.get(0).timestamp()).isEqualTo(cat.createdOn());
		assertThat(events.get(0).payload()).hasToString("{name=  Tom , age=3}");
	}

	@Test
	void idAndTimeAreThereFromTheFirstLineAndTheSameWhenRebuilt() {
		Cat cat = new Cat("Tom", 3);
		assertThat(cat.tag).isEqualTo(cat.id() + "@" + cat.createdOn());
		Cat copy = Replays.replay(cat.collectEvents());
		assertThat(copy.tag).isEqualTo(cat.tag);
	}

	@Test
	void constructorThatThrowsLeavesNothingBehind() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Cat(null, 1)).withMessage("name");
		assertThatIllegalArgumentException().isThrownBy(() -> new Cat("Tom", -1)).withMessage("age");
		Cat cat = new Cat("Tom", 1);
		assertThat(Replays.collectAndReplay(cat)).hasSize(1);
	}

	@Test
	void constructorThatThrowsDuringReplayLeavesNothingBehind() {
		Cat cat = new Cat("Tom", 3);
		DomainEvent event = cat.collectEvents().get(0);
		Cat.broken = true;
		try {
			assertThatIllegalArgumentException().isThrownBy(() -> event.mutate(null)).withMessage("broken");
		}
		finally {
			Cat.broken = false;
		}
		Cat fresh = new Cat("Kitty", 1);
		assertThat(fresh.id()).isNotEqualTo(cat.id());
		assertThat(fresh.pendingEvents()).hasSize(1);
		Cat copy = Replays.replay(List.of(event));
		assertThat(copy).isEqualTo(cat);
	}

	@Test
	void givenIdCountsTheFirstTimeTheRecordedOneLater() {
		Named named = new Named("Fido");
		assertThat(named.id()).hasToString("1e1d7398-8986-57af-bb01-11a89b2f8b02");
		DomainEvent event = Replays.collectAndReplay(named).get(0);
		UUID recorded = Ids.nameBased("/dogs/Recorded");
		Named copy = new DomainEvent(event.type(), recorded, 1, event.timestamp(), event.payload()).mutate(null);
		assertThat(copy.id()).isEqualTo(recorded);
	}

	@Test
	void undecoratedConstructorThatDelegatesIsACommand() {
		Family family = new Family("Tom", "sit");
		assertThat(family.log).containsExactly("parameters", "body Tom", "trick sit");
		assertThat(Replays.collectAndReplay(family)).extracting(DomainEvent::name).containsExactly("Created", "Trick");
	}

	@Test
	void decoratedConstructorMayUseAnUndecoratedHelper() {
		Family family = new Family(7);
		assertThat(family.log).containsExactly("helper", "body 7");
		assertThat(Replays.collectAndReplay(family)).extracting(DomainEvent::name).containsExactly("Numbered");
	}

	@Test
	void decoratedCallInTheBodyIsPartOfTheFirstEvent() {
		Family family = new Family(true);
		assertThat(family.log).containsExactly("trick inline");
		assertThat(family.version()).isEqualTo(1);
		List<DomainEvent> events = Replays.collectAndReplay(family);
		assertThat(events).extracting(DomainEvent::name).containsExactly("Flagged");
	}

	@Test
	void otherAggregatesOfTheSameClassMadeInTheConstructor() {
		Litter litter = new Litter(2);
		assertThat(litter.others).extracting(Aggregate::version).containsExactly(1L, 1L);
		Litter copy = Replays.replay(Replays.collectAndReplay(litter));
		assertThat(copy.id()).isEqualTo(litter.id());
		assertThat(copy.others).extracting(Aggregate::id)
			.hasSize(2)
			.doesNotContain(litter.id())
			.doesNotContainAnyElementsOf(litter.others.stream().map(Aggregate::id).toList());
		assertThat(copy.others).allSatisfy((other) -> assertThat(Replays.collectAndReplay(other)).hasSize(1));
	}

	@Test
	void anAggregateInAStaticFieldOfItsOwnClassIsNotTakenForTheOneThatIsRebuilt() {
		UUID id = Ids.create();
		EventType type = EventType.of(WithStatic.class).iterator().next();
		EventArguments arguments = type.arguments(new Object[] { "rebuilt" });
		WithStatic rebuilt = new DomainEvent(type, id, 1, EventClock.now(), arguments).mutate(null);
		assertThat(rebuilt.id()).isEqualTo(id);
		assertThat(rebuilt.pendingEvents()).isEmpty();
		assertThat(WithStatic.DEFAULT.id()).isNotEqualTo(id);
		assertThat(WithStatic.DEFAULT.pendingEvents()).hasSize(1);
	}

	@Test
	void fieldInitialisersRunAgain() {
		Family family = new Family(7);
		Family copy = Replays.replay(family.collectEvents());
		assertThat(copy.log).isNotSameAs(family.log).isEqualTo(family.log);
	}

	@Test
	void overloadedConstructorsWithTheirOwnEvents() {
		assertThat(new Family(1).pendingEvents()).extracting(DomainEvent::name).containsExactly("Numbered");
		assertThat(new Family("a").pendingEvents()).extracting(DomainEvent::name).containsExactly("Created");
	}

	static class Cat extends Aggregate {

		private static boolean broken;

		private final String name;

		private final int age;

		private final String tag = id() + "@" + eventTime();

		@Event("Born")
		Cat(String name, int age) {
			if (name == null || broken) {
				throw new IllegalArgumentException(broken ? "broken" : "name");
			}
			name = name.trim();
			this.name = name;
			this.age = age;
			age = 99;
			if (this.age < 0) {
				throw new IllegalArgumentException("age");
			}
		}

	}

	static class Named extends Aggregate {

		private final String name;

		@Event
		Named(String name) {
			super(Ids.nameBased("/dogs/" + name));
			this.name = name;
		}

	}

	static class Family extends Aggregate {

		private final List<String> log = new ArrayList<>();

		@Event
		Family(String name) {
			this(List.of("parameters"));
			this.log.add("body " + name);
		}

		@Event("Numbered")
		Family(int number) {
			this(new ArrayList<>(List.of("helper")));
			this.log.add("body " + number);
		}

		@Event("Flagged")
		Family(boolean flag) {
			trick("inline");
		}

		Family(String name, String trick) {
			this(name);
			trick(trick);
		}

		private Family(List<String> log) {
			this.log.addAll(log);
		}

		@Event
		final void trick(String trick) {
			this.log.add("trick " + trick);
		}

	}

	static class Litter extends Aggregate {

		private final int number;

		private final transient List<Litter> others = new ArrayList<>();

		@Event
		Litter(int number) {
			this.number = number;
			for (int i = 0; i < number; i++) {
				this.others.add(new Litter(0));
			}
		}

	}

	static class WithStatic extends Aggregate {

		private static final WithStatic DEFAULT = new WithStatic("default");

		private final String name;

		@Event
		WithStatic(String name) {
			this.name = name;
		}

	}

}
