package io.eventsourcing.persistence.catalog;

import java.util.List;
import java.util.Map;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Event;
import io.eventsourcing.persistence.NewerVersions;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventTypeCheckTest {

	private static final String HEAD = "The store contains events that this application cannot read:\n  ";

	private final Topics topics = new Topics(List.of(), Map.of("Terrier", "Dog"));

	EventTypeCheckTest() {
		this.topics.register(Dog.class);
	}

	@Test
	void theReportNamesEachProblemAndItsFix() {
		assertThat(report(NewerVersions.FAIL, type("Dog", "TrickLearned", 1, 17), type("Dog", "TrickAdded", 4, 99120),
				type("Dog", "Registered", 1, 1), type("Invoice", "Paid", 1, 5), type("Invoice", "Sent", 2, 4)))
			.isEqualTo(HEAD + """
					Dog.TrickAdded, version 4, first at position 99120: newer than version 3, which this program writes.
					  Dog.TrickLearned, version 1, first at position 17: Dog has no event of that name. \
					Did you mean TrickAdded? Then add "TrickLearned" to its aliases.
					  Invoice.*, versions 1 to 2: no aggregate class has this name. \
					Register it, or add it to eventsourcing.events.check.ignore.""");
	}

	@Test
	void namesWithoutSimilarOnesAreExplainedAsWell() {
		assertThat(report(NewerVersions.FAIL, type("Dog", "Vaccinated", 1, 7), type("Dog", "Vaccinated", 2, 3),
				type("Dogg", "Registered", 1, 9)))
			.isEqualTo(HEAD + """
					Dog.Vaccinated, versions 1 to 2, first at position 3: Dog has no event of that name. \
					Add "Vaccinated" to the aliases of one of [Registered, TrickAdded], or upcast it, \
					or add it to eventsourcing.events.check.ignore.
					  Dogg.*, version 1: no aggregate class has this name. Did you mean Dog? \
					Then add "Dogg" to its aliases. Otherwise register it, or add it to \
					eventsourcing.events.check.ignore.""");
	}

	@Test
	void versionsThatNoStepReadsAreReported() {
		assertThat(report(NewerVersions.FAIL, type("Dog", "TrickAdded", 1, 7), type("Dog", "Barked", 1, 1),
				type("Dog", "Barked", 2, 8)))
			.isEqualTo(HEAD + """
					Dog.Barked, version 2, first at position 8: newer than version 1, the last one that a step upcasts.
					  Dog.TrickAdded, version 1, first at position 7: older than version 2, the first one that a step \
					upcasts.""");
	}

	@Test
	void aliasesOfAnnotationsAndPropertiesAreKnown() {
		assertThat(unreadable(NewerVersions.FAIL, type("Hound", "TrickAdded", 2, 1), type("Terrier", "Taught", 3, 2),
				type("Dog", "Taught", 2, 3), type("Hound", "Barked", 1, 4)))
			.isEmpty();
		assertThat(unreadable(NewerVersions.FAIL, type("Hound", "TrickAdded", 4, 1))).hasSize(1);
	}

	@Test
	void newerVersionsThatAreReadAreNotReported() {
		assertThat(unreadable(NewerVersions.READ, type("Dog", "TrickAdded", 4, 1))).isEmpty();
		assertThat(unreadable(NewerVersions.READ, type("Dog", "TrickAdded", 1, 1), type("Dog", "Barked", 2, 2)))
			.hasSize(2);
	}

	@Test
	void ignoredTypesAreNotReported() {
		List<RecordedEventType> stored = List.of(type("Cat", "Adopted", 1, 1), type("Cat", "Left", 1, 2),
				type("Catalog", "Printed", 1, 3), type("Dog", "Chased", 1, 4));
		assertThat(unreadable(stored, "Cat.*", "Dog.Chased")).containsExactly(type("Catalog", "Printed", 1, 3));
		assertThat(unreadable(stored, "Cat.Left")).hasSize(3);
	}

	private List<RecordedEventType> unreadable(List<RecordedEventType> stored, String... ignored) {
		return new EventTypeCheck(this.topics, NewerVersions.FAIL, List.of(ignored)).unreadable(stored);
	}

	private List<RecordedEventType> unreadable(NewerVersions newerVersions, RecordedEventType... stored) {
		return new EventTypeCheck(this.topics, newerVersions, List.of()).unreadable(List.of(stored));
	}

	private String report(NewerVersions newerVersions, RecordedEventType... stored) {
		EventTypeCheck check = new EventTypeCheck(this.topics, newerVersions, List.of());
		return check.report(check.unreadable(List.of(stored)));
	}

	private static RecordedEventType type(String originatorType, String eventType, int version, long position) {
		return new RecordedEventType(originatorType, eventType, version, position);
	}

	@AggregateName(aliases = "Hound")
	static class Dog extends Aggregate {

		@Event("Registered")
		Dog(String name) {
		}

		@Event(value = "TrickAdded", aliases = "Taught")
		void addTrick(String trick) {
		}

		@Upcast(event = "TrickAdded", from = 2)
		static void rename(EventData event) {
			event.rename("name", "trick");
		}

		@Upcast(event = "Barked", from = 1)
		static Upcasted drop(EventData event) {
			return Upcasted.nothing();
		}

	}

}
