package io.eventsourcing.persistence.upcasting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Apply;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.upcasting.EventData;
import io.eventsourcing.upcasting.Upcast;
import io.eventsourcing.upcasting.Upcasted;
import io.eventsourcing.upcasting.Upcaster;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpcastingTest {

	@Test
	void theStepsOfAnEventFollowEachOther() {
		assertThat(upcast(Upcasting.of(Shop.class, List.of()), "Opened", 2)).containsExactly("Opened[log=2 3]");
		assertThat(upcast(Upcasting.of(Shop.class, List.of()), "Opened", 4)).containsExactly("Opened[log=]");
	}

	@Test
	void stepsMayBeginLaterButNotHaveAGap() {
		Upcasting upcasting = Upcasting.of(Shop.class, List.of());
		assertThat(upcasting.currentVersion("Opened")).isEqualTo(4);
		assertThat(upcasting.firstVersion("Opened")).isEqualTo(2);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> upcast(upcasting, "Opened", 1))
			.withMessageContaining("version 1 of the event Opened is no longer supported")
			.withMessageContaining("applies to version 2");
		assertInvalid(Gap.class, "No step applies to version 2 of the event Opened",
				Gap.class.getName() + ".first (Opened from version 1)",
				Gap.class.getName() + ".third (Opened from version 3)");
	}

	@Test
	void anInheritedEventHasTheStepsOfTheClassThatDeclaresIt() {
		Upcasting upcasting = Upcasting.of(Bakery.class, List.of());
		assertThat(upcast(upcasting, "Closed", 1)).containsExactly("Closed[log=closed]");
		assertThat(upcasting.currentVersion("Opened")).as("Bakery has its own").isEqualTo(1);
		assertInvalid(Foreign.class, "Foreign.closed with @Upcast", "which " + Shop.class.getName() + " declares",
				"Move the method");
	}

	@Test
	void aRecordHasTheStepsOfTheEventsThatCarryIt() {
		Upcasting upcasting = Upcasting.of(Market.class, List.of());
		assertThat(upcast(upcasting, "Moved", 1)).containsExactly("Moved[log=moved]");
		assertThat(upcasting.currentVersion("Moved")).isEqualTo(2);
	}

	@Test
	void beansContinueTheSteps() {
		Upcasting upcasting = Upcasting.of(Shop.class, List.of(UpcastStep.of(bean("Shop.Opened", 4))));
		assertThat(upcast(upcasting, "Opened", 2)).containsExactly("Opened[log=2 3 bean]");
		assertThat(upcasting.currentVersion("Opened")).isEqualTo(5);
	}

	@Test
	void twoStepsForOneVersionAreRejected() {
		assertThatExceptionOfType(UpcastingDefinitionException.class)
			.isThrownBy(() -> Upcasting.of(Shop.class, List.of(UpcastStep.of(bean("Shop.Opened", 3)))))
			.withMessageContaining(Shop.class.getName() + ".third")
			.withMessageContaining(Bean.class.getName())
			.withMessageContaining("apply to the same version");
	}

	@Test
	void stepsThatCannotWorkAreRejected() {
		assertInvalid(NotStatic.class, "NotStatic.step with @Upcast", "is not a step", "must be static");
		assertInvalid(OtherParameter.class, "OtherParameter.step with @Upcast", "one parameter of type EventData");
		assertInvalid(NoEvent.class, "NoEvent.step with @Upcast", "does not name an event");
		assertInvalid(UnknownEvent.class, "UnknownEvent.step",
				"an event that " + UnknownEvent.class.getName() + " does not have", "[Opened]");
		assertInvalid(UnknownResult.class, "UnknownResult.step", "may become 'Closed'", "[Opened]");
		assertInvalid(ResultWithoutUpcasted.class, "declares 'becomes' but cannot split", "Return an Upcasted");
		assertInvalid(VersionZero.class, "VersionZero.step", "applies to version 0",
				"The first version of an event is 1");
		assertInvalid(EventOnRecord.class, "names the event Moved", "Omit event");
	}

	@Test
	void resultsThatAreNotDeclaredAreRejected() {
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> upcast(Upcasting.of(Undeclared.class, List.of()), "Removed", 1))
			.withMessageContaining("Undeclared.step (Removed from version 1)")
			.withMessageContaining("has returned the event Opened, but its 'becomes' declares only []");
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> upcast(Upcasting.of(TooNew.class, List.of()), "Removed", 1))
			.withMessageContaining("version 7 of the event Opened, whose current version is 1");
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> upcast(Upcasting.of(ReturnsNull.class, List.of()), "Opened", 1))
			.withMessageContaining("ReturnsNull.step (Opened from version 1)")
			.withMessageContaining("returned null");
	}

	@Test
	void aStepThatThrowsACheckedExceptionHasFailed() {
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> upcast(Upcasting.of(Unreadable.class, List.of()), "Opened", 1))
			.withMessageContaining("Unreadable.step (Opened from version 1) has failed: java.io.IOException.")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void sourcesAreFoundAcrossSeveralSplits() {
		Upcasting upcasting = Upcasting.of(Splits.class, List.of());
		assertThat(upcasting.sources("Opened")).containsExactly("First", "Second");
		assertThat(upcasting.sources("Closed")).containsExactly("First");
		assertThat(upcasting.sources("First")).isEmpty();
		assertThat(upcast(upcasting, "First", 1)).containsExactly("Opened[log=]", "Closed[log=]", "First[log=]");
	}

	@Test
	void theStepsOfOnePartDoNotChangeTheOther() {
		Upcasting upcasting = Upcasting.of(SharedParts.class, List.of());
		assertThat(upcast(upcasting, "Both", 1)).containsExactly("Opened[log=opened]", "Closed[log=]");
	}

	@Test
	void theStepsOfEachPartAreLimited() {
		Upcasting upcasting = Upcasting.of(ManyParts.class, List.of());
		assertThat(upcast(upcasting, "Many", 1)).hasSize(150);
	}

	private static void assertInvalid(Class<? extends Aggregate> type, String... parts) {
		assertThatExceptionOfType(UpcastingDefinitionException.class).isThrownBy(() -> Upcasting.of(type, List.of()))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

	private static List<String> upcast(Upcasting upcasting, String event, int version) {
		List<String> results = new ArrayList<>();
		upcasting.upcast(event, version, new EventData().set("log", ""),
				(name, data) -> results.add(name + "[log=" + data.text("log").strip() + "]"));
		return results;
	}

	private static EventData trace(EventData event, String step) {
		return event.set("log", event.text("log") + " " + step);
	}

	private static Upcaster bean(String event, int from) {
		return new Bean(event, from);
	}

	private record Bean(String event, int from) implements Upcaster {

		@Override
		public Upcasted upcast(EventData event) {
			return Upcasted.same(trace(event, "bean"));
		}

	}

	static class Shop extends Aggregate {

		@Event("Opened")
		Shop(String log) {
		}

		@Event("Closed")
		void close(String log) {
		}

		@Upcast(event = "Opened", from = 3)
		static void third(EventData event) {
			trace(event, "3");
		}

		@Upcast(event = "Opened", from = 2)
		private static Upcasted second(EventData event) {
			return Upcasted.same(trace(event, "2"));
		}

		@Upcast(event = "Closed", from = 1)
		static void closed(EventData event) {
			trace(event, "closed");
		}

	}

	static class Bakery extends Shop {

		@Event("Opened")
		Bakery(String log, String oven) {
			super(log);
		}

	}

	static class Foreign extends Shop {

		@Event("Founded")
		Foreign(String log) {
			super(log);
		}

		@Upcast(event = "Closed", from = 2)
		static void closed(EventData event) {
		}

	}

	static class Market extends Aggregate {

		record Moved(String log) {

			@Upcast(from = 1)
			static void step(EventData event) {
				trace(event, "moved");
			}

		}

		@Event("Opened")
		Market() {
		}

		@Apply
		void apply(Moved moved) {
		}

	}

	static class Gap extends Aggregate {

		@Event("Opened")
		Gap() {
		}

		@Upcast(event = "Opened", from = 1)
		static void first(EventData event) {
		}

		@Upcast(event = "Opened", from = 3)
		static void third(EventData event) {
		}

	}

	static class NotStatic extends Aggregate {

		@Event("Opened")
		NotStatic() {
		}

		@Upcast(event = "Opened", from = 1)
		void step(EventData event) {
		}

	}

	static class OtherParameter extends Aggregate {

		@Event("Opened")
		OtherParameter() {
		}

		@Upcast(event = "Opened", from = 1)
		static void step(String event) {
		}

	}

	static class NoEvent extends Aggregate {

		@Event("Opened")
		NoEvent() {
		}

		@Upcast(from = 1)
		static void step(EventData event) {
		}

	}

	static class UnknownEvent extends Aggregate {

		@Event("Opened")
		UnknownEvent() {
		}

		@Upcast(event = "Openned", from = 1)
		static void step(EventData event) {
		}

	}

	static class UnknownResult extends Aggregate {

		@Event("Opened")
		UnknownResult() {
		}

		@Upcast(event = "Removed", from = 1, becomes = "Closed")
		static Upcasted step(EventData event) {
			return Upcasted.nothing();
		}

	}

	static class ResultWithoutUpcasted extends Aggregate {

		@Event("Opened")
		ResultWithoutUpcasted() {
		}

		@Upcast(event = "Removed", from = 1, becomes = "Opened")
		static void step(EventData event) {
		}

	}

	static class VersionZero extends Aggregate {

		@Event("Opened")
		VersionZero() {
		}

		@Upcast(event = "Opened", from = 0)
		static void step(EventData event) {
		}

	}

	static class EventOnRecord extends Aggregate {

		record Moved(String log) {

			@Upcast(event = "Moved", from = 1)
			static void step(EventData event) {
			}

		}

		@Event("Opened")
		EventOnRecord() {
		}

		@Apply
		void apply(Moved moved) {
		}

	}

	static class Unreadable extends Aggregate {

		@Event("Opened")
		Unreadable() {
		}

		@Upcast(event = "Opened", from = 1)
		static void step(EventData event) throws IOException {
			throw new IOException("of Fido");
		}

	}

	static class Undeclared extends Aggregate {

		@Event("Opened")
		Undeclared() {
		}

		@Upcast(event = "Removed", from = 1)
		static Upcasted step(EventData event) {
			return Upcasted.into("Opened", 1, event);
		}

	}

	static class TooNew extends Aggregate {

		@Event("Opened")
		TooNew() {
		}

		@Upcast(event = "Removed", from = 1, becomes = "Opened")
		static Upcasted step(EventData event) {
			return Upcasted.into("Opened", 7, event);
		}

	}

	static class ReturnsNull extends Aggregate {

		@Event("Opened")
		ReturnsNull() {
		}

		@Upcast(event = "Opened", from = 1)
		static Upcasted step(EventData event) {
			return null;
		}

	}

	static class SharedParts extends Aggregate {

		@Event("Opened")
		SharedParts() {
		}

		@Event("Closed")
		void close() {
		}

		@Upcast(event = "Both", from = 1, becomes = { "Opened", "Closed" })
		static Upcasted split(EventData event) {
			return Upcasted.into("Opened", 1, event).and("Closed", 1, event);
		}

		@Upcast(event = "Opened", from = 1)
		static void opened(EventData event) {
			trace(event, "opened");
		}

	}

	static class ManyParts extends Aggregate {

		@Event("Opened")
		ManyParts() {
		}

		@Upcast(event = "Many", from = 1, becomes = "Opened")
		static Upcasted split(EventData event) {
			Upcasted result = Upcasted.into("Opened", 1, event);
			for (int i = 1; i < 150; i++) {
				result = result.and("Opened", 1, event);
			}
			return result;
		}

		@Upcast(event = "Opened", from = 1)
		static void opened(EventData event) {
			trace(event, "opened");
		}

	}

	static class Splits extends Aggregate {

		@Event("Opened")
		Splits() {
		}

		@Event("Closed")
		void close() {
		}

		@Event("First")
		void first() {
		}

		@Upcast(event = "First", from = 1, becomes = { "Second", "Closed" })
		static Upcasted split(EventData event) {
			return Upcasted.into("Second", 1, event).and("Closed", 1, event).and("First", 2, event);
		}

		@Upcast(event = "Second", from = 1, becomes = "Opened")
		static Upcasted open(EventData event) {
			return Upcasted.into("Opened", 1, event);
		}

	}

}
