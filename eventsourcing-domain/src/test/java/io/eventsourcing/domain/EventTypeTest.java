package io.eventsourcing.domain;

import io.eventsourcing.dogs.TypedDog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an event type tells those who read stored events.
 */
class EventTypeTest {

	private final EventType moved = type(Box.class, "Moved");

	@Test
	void parametersAreReadFromTheClassOnce() {
		assertThat(this.moved.parameters()).extracting(EventParameter::name).containsExactly("distance", "label");
		assertThat(this.moved.parameters()).extracting(EventParameter::rawType)
			.containsExactly(int.class, String.class);
		assertThat(this.moved.parameters()).isSameAs(this.moved.parameters());
	}

	@Test
	void argumentsAreCheckedAgainstTheParameters() {
		assertThat(this.moved.arguments(new Object[] { 1, null })).hasToString("{distance=1, label=null}");
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.moved.arguments(new Object[] { null, "a" }))
			.withMessage("The argument 'distance' of the event Moved is a primitive int and cannot be null");
		assertThatExceptionOfType(EventSourcingException.class)
			.isThrownBy(() -> this.moved.arguments(new Object[] { 1 }))
			.withMessage("The event Moved has 2 arguments by name, not 1");
	}

	@Test
	void anEventWithARecordHasNoArgumentsByName() {
		EventType type = type(TypedDog.class, "TrickAdded");
		assertThat(type.parameters()).isEmpty();
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> type.arguments(new Object[0]))
			.withMessage("The event TrickAdded carries the record " + type.payloadType().getName()
					+ " and has no arguments by name");
	}

	@Test
	void theArrayOfValuesIsNotKept() {
		Object[] values = { 1, "a" };
		EventArguments arguments = this.moved.arguments(values);
		values[1] = "changed";
		assertThat(arguments.get("label")).isEqualTo("a");
	}

	private static EventType type(Class<? extends Aggregate> aggregateType, String name) {
		return EventType.of(aggregateType)
			.stream()
			.filter((type) -> type.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	static class Box extends Aggregate {

		@Event
		Box() {
		}

		@Event("Moved")
		void move(int distance, String label) {
		}

	}

}
