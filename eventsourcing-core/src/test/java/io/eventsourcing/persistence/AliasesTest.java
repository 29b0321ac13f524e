package io.eventsourcing.persistence;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateDefinitionException;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Aliases of classes and events, and their conflicts.
 */
class AliasesTest {

	private final Topics topics = new Topics();

	@Test
	void newEventsHaveTheCurrentNamesAndAliasesLeadToThem() {
		assertThat(this.topics.register(Dog.class)).isEqualTo("Dog");
		assertThat(this.topics.resolve("Hound", "TrickLearned")).isSameAs(this.topics.resolve("Dog", "TrickAdded"));
		assertThat(this.topics.resolve("Hound", "Moved")).isSameAs(this.topics.resolve("Dog", "Relocated"));
		assertThat(this.topics.resolve("Dog", "Walked")).isSameAs(this.topics.resolve("Dog", "Relocated"));
		assertThat(this.topics.currentTopic(new Topic("Hound", "Moved"))).hasToString("Dog.Relocated");
		assertThat(this.topics.currentTopic(new Topic("Cat", "Moved"))).hasToString("Cat.Moved");
		assertThat(this.topics.eventTypes()).containsOnlyKeys("Dog.Registered", "Dog.Relocated", "Dog.TrickAdded");
	}

	@Test
	void filtersContainAllNames() {
		assertThat(this.topics.topicsOf(Dog.class, "TrickAdded")).containsExactlyInAnyOrder("Dog.TrickAdded",
				"Dog.TrickLearned", "Hound.TrickAdded", "Hound.TrickLearned");
		assertThat(this.topics.topicsOf(Dog.class)).hasSize(12)
			.contains("Hound.Registered", "Dog.Moved", "Hound.Walked", "Dog.Relocated");
		Set<String> moved = Set.of("Dog.Relocated", "Dog.Moved", "Dog.Walked", "Hound.Relocated", "Hound.Moved",
				"Hound.Walked");
		assertThat(SelectedEvents.of(this.topics, List.of("Hound.Moved")).topics()).isEqualTo(moved);
		assertThat(this.topics.namesOf(new Topic("Hound", "Moved"))).isEqualTo(moved);
		assertThat(this.topics.namesOf(new Topic("Cat", "Moved"))).containsExactly("Cat.Moved");
		assertThat(this.topics.namesOf("Hound")).containsExactlyInAnyOrder("Dog", "Hound");
		assertThat(this.topics.namesOf("Cat")).containsExactly("Cat");
	}

	@Test
	void filtersOfClassesThatAreNotRegisteredAreRefused() {
		this.topics.register(Dog.class);
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> SelectedEvents.of(this.topics, List.of("Hound.Moved", "Cat.Moved")))
			.withMessageContaining("No aggregate class is known by the name 'Cat'")
			.withMessageContaining("Topics.register");
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> SelectedEvents.of(this.topics, List.of("Dog.Barked")))
			.withMessageContaining("has no event 'Barked'");
	}

	@Test
	void theRecordNamesTheEventUnlessTheMemberDoes() {
		this.topics.register(Recorded.class);
		assertThat(this.topics.topicsOf(Recorded.class)).containsExactlyInAnyOrder("Recorded.Opened",
				"Recorded.Renamed", "Recorded.Old");
	}

	@Test
	void twoClassesWithOneName() {
		this.topics.register(Dog.class);
		assertRefused(OtherDog.class, "The aggregates " + Dog.class.getName() + " and " + OtherDog.class.getName()
				+ " have the same name 'Dog' in the store. Give one of them another name with @AggregateName.");
	}

	@Test
	void anAliasThatIsTheNameOrAnAliasOfAnotherClass() {
		this.topics.register(Dog.class);
		assertRefused(NamedHound.class, "The name 'Hound' of the aggregate " + NamedHound.class.getName()
				+ " is also an alias of the aggregate " + Dog.class.getName() + ".");
		assertRefused(AliasHound.class, "The alias 'Hound' of the aggregate " + AliasHound.class.getName()
				+ " is also an alias of the aggregate " + Dog.class.getName() + ".");
		assertRefused(AliasDog.class, "The alias 'Dog' of the aggregate " + AliasDog.class.getName()
				+ " is also the name of the aggregate " + Dog.class.getName() + ".");
		assertThat(this.topics.namesOf("AliasHound")).as("nothing of a refused class").containsExactly("AliasHound");
	}

	@Test
	void anAliasThatIsItsOwnName() {
		assertRefused(Own.class, "The alias 'Own' of the aggregate " + Own.class.getName() + " is its own name.");
		assertRefused(OwnEvent.class, "The alias 'Opened' of the event OwnEvent.Opened is its own name.");
	}

	@Test
	void anAliasThatIsTheNameOrAnAliasOfAnotherEvent() {
		assertRefused(SameAlias.class, "The alias 'Begun' of the event SameAlias.",
				" is also an alias of the event SameAlias.");
		assertRefused(AliasOfOther.class, "The alias 'Opened' of the event AliasOfOther.Renamed of "
				+ AliasOfOther.class.getName() + " is also the name of the event AliasOfOther.Opened.");
	}

	@Test
	void anAliasThatCannotBeAName() {
		assertThatExceptionOfType(AggregateDefinitionException.class)
			.isThrownBy(() -> this.topics.register(Malformed.class))
			.withMessageContaining("an alias of the method rename(String): 'old name' is not a valid event name");
		assertRefused(BlankAlias.class, BlankAlias.class.getName());
	}

	@Test
	void configuredAliasesToNowhereAreNamedWithTheNearestName() {
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> configured(Map.of("Hund", "Dogg")).verify())
			.withMessage("The alias 'Hund' leads to 'Dogg', but no aggregate or event has this name, only [Dog, "
					+ "Dog.Registered, Dog.Relocated, Dog.TrickAdded]. Did you mean 'Dog'? Correct the name, or remove the alias.");
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> configured(Map.of("Dog.Learned", "Dog.TrickAded")).verify())
			.withMessageContaining("Did you mean 'Dog.TrickAdded'?");
	}

	@Test
	void configuredAliasesInConflict() {
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> configured(Map.of("Dog", "Dog")))
			.withMessageContaining("is its own name");
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> configured(Map.of("Dog.Registered", "Dog.TrickAdded")))
			.withMessageContaining("The alias 'Registered' of the event Dog.TrickAdded")
			.withMessageContaining("is also the name of the event Dog.Registered");
		assertThatExceptionOfType(TopicException.class)
			.isThrownBy(() -> configured(Map.of("Cat.Learned", "Dog.TrickAdded")))
			.withMessageContaining("The alias 'Cat.Learned' leads to the event Dog.TrickAdded of " + Dog.class.getName()
					+ ", but is not the full name of an event of that aggregate, whose names are [Dog, Hound].")
			.withMessageContaining("use an alias such as 'Dog.Learned'");
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> configured(Map.of("Dog.Learned", "Dog")))
			.withMessageContaining(
					"The alias 'Dog.Learned' is the full name of an event, but leads to the aggregate Dog.");
	}

	@Test
	void configuredAliasesAddToThoseOfAnnotations() {
		Topics configured = configured(Map.of("Puppy", "Dog", "Hound", "Dog", "Puppy.Learned", "Dog.TrickAdded"));
		configured.verify();
		assertThat(configured.resolve("Puppy", "Learned").name()).isEqualTo("TrickAdded");
		assertThat(configured.namesOf("Dog")).containsExactlyInAnyOrder("Dog", "Hound", "Puppy");
	}

	private static Topics configured(Map<String, String> aliases) {
		Topics topics = new Topics(List.of(), aliases);
		topics.register(Dog.class);
		return topics;
	}

	private void assertRefused(Class<? extends Aggregate> type, String... parts) {
		assertThatExceptionOfType(TopicException.class).isThrownBy(() -> this.topics.register(type))
			.satisfies((ex) -> assertThat(ex).message().contains(parts));
	}

	@AggregateName(aliases = "Hound")
	static class Dog extends Aggregate {

		@Event(aliases = { "Moved", "Walked" })
		record Relocated(String place) {
		}

		@Event("Registered")
		Dog() {
		}

		@Event(value = "TrickAdded", aliases = "TrickLearned")
		void addTrick(String trick) {
		}

		@Apply
		private void on(Relocated event) {
		}

	}

	static class Recorded extends Aggregate {

		@Event("Opened")
		record Created() {
		}

		@Event(value = "Unused", aliases = "Old")
		record Named() {
		}

		@Apply
		Recorded(Created event) {
			super(event);
		}

		@Apply("Renamed")
		private void on(Named event) {
		}

	}

	@AggregateName("Dog")
	static class OtherDog extends Simple {

		@Event("Opened")
		OtherDog() {
		}

	}

	@AggregateName("Hound")
	static class NamedHound extends Simple {

		@Event("Opened")
		NamedHound() {
		}

	}

	@AggregateName(aliases = "Hound")
	static class AliasHound extends Simple {

		@Event("Opened")
		AliasHound() {
		}

	}

	@AggregateName(aliases = "Dog")
	static class AliasDog extends Simple {

		@Event("Opened")
		AliasDog() {
		}

	}

	@AggregateName(aliases = "Own")
	static class Own extends Simple {

		@Event("Opened")
		Own() {
		}

	}

	@AggregateName(aliases = " ")
	static class BlankAlias extends Simple {

		@Event("Opened")
		BlankAlias() {
		}

	}

	static class OwnEvent extends Simple {

		@Event(value = "Opened", aliases = "Opened")
		OwnEvent() {
		}

	}

	static class SameAlias extends Simple {

		@Event(value = "Opened", aliases = "Begun")
		SameAlias() {
		}

		@Event(value = "Renamed", aliases = "Begun")
		void rename(String name) {
		}

	}

	static class AliasOfOther extends Simple {

		@Event("Opened")
		AliasOfOther() {
		}

		@Event(value = "Renamed", aliases = "Opened")
		void rename(String name) {
		}

	}

	static class Malformed extends Simple {

		@Event("Opened")
		Malformed() {
		}

		@Event(value = "Renamed", aliases = "old name")
		void rename(String name) {
		}

	}

	abstract static class Simple extends Aggregate {

	}

}
