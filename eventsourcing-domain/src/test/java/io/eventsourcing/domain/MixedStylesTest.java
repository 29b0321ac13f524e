package io.eventsourcing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * All three styles in one class.
 */
class MixedStylesTest {

	@Test
	void allStylesInOneClass() {
		Mixed mixed = new Mixed("Fido");
		mixed.decorated("a");
		mixed.typed("b", 2);
		mixed.explicit("c");
		assertThat(mixed.log).containsExactly("made Fido", "decorated a", "typed b2", "explicit c");
		assertThat(Replays.collectAndReplay(mixed)).extracting(DomainEvent::payload)
			.extracting(Object::toString)
			.containsExactly("{name=Fido}", "{text=a}", "Typed[text=b, number=2]", "Explicit[text=c]");
	}

	@Test
	void namesOfEvents() {
		assertThat(EventType.of(Mixed.class)).extracting(EventType::name)
			.containsExactly("Created", "Both", "Decorated", "Explicit", "Typed", "Renamed");
		assertThat(EventType.of(Mixed.class)).filteredOn(EventType::isCreation)
			.extracting(EventType::name)
			.containsExactly("Created");
	}

	@Test
	void typeAndName() {
		Mixed mixed = new Mixed("Fido");
		mixed.typedAndNamed("x", 1);
		DomainEvent event = mixed.pendingEvents().get(1);
		assertThat(event.name()).isEqualTo("Renamed");
		assertThat(event.payload()).isEqualTo(new Mixed.Typed("x", 1));
		assertThat(event.type().payloadType()).isEqualTo(Mixed.Typed.class);
		assertThat(event.type().parameters()).isEmpty();
	}

	@Test
	void oneRecordMayCarryTheEventsOfSeveralDecoratedMethods() {
		Mixed mixed = new Mixed("Fido");
		mixed.typed("x", 1);
		mixed.typedAndNamed("x", 1);
		assertThat(mixed.log).containsExactly("made Fido", "typed x1", "renamed x1");
		assertThat(Replays.collectAndReplay(mixed)).extracting(DomainEvent::name)
			.containsExactly("Created", "Typed", "Renamed");
	}

	@Test
	void triggerInADecoratedBodyIsRefused() {
		Mixed mixed = new Mixed("Fido");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> mixed.both("x"))
			.withMessageContaining("cannot be triggered or applied while another event of");
		assertThat(mixed.version()).isEqualTo(1);
		assertThat(mixed.pendingEvents()).hasSize(1);
	}

	@Test
	void decoratedCallInAnExplicitBodyIsPartOfTheEvent() {
		ExplicitFirst aggregate = new ExplicitFirst("x");
		assertThat(aggregate.version()).isEqualTo(1);
		assertThat(aggregate.log).containsExactly("decorated from constructor");
		aggregate.change();
		assertThat(aggregate.log).containsExactly("decorated from constructor", "decorated from method");
		assertThat(Replays.collectAndReplay(aggregate)).extracting(DomainEvent::name)
			.containsExactly("Made", "Changed");
	}

	@Test
	void timeAndVersionInAnExplicitConstructorAreTheSameWhenRebuilt() {
		ExplicitFirst aggregate = new ExplicitFirst("x");
		assertThat(aggregate.time).isEqualTo(aggregate.createdOn());
		ExplicitFirst copy = Replays.replay(aggregate.collectEvents());
		assertThat(copy.time).isEqualTo(aggregate.time);
		assertThat(copy.version).isEqualTo(aggregate.version);
	}

	@Test
	void explicitConstructorThatThrowsTriggersNothingAndTheNextWorks() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExplicitFirst(""));
		assertThat(Replays.collectAndReplay(new ExplicitFirst("x"))).hasSize(1);
	}

	@Test
	void triggerInAnExplicitConstructorIsRefused() {
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> new ExplicitFirst("trigger"))
			.withMessageContaining("cannot be triggered or applied while another event of");
	}

	@Test
	void recordThatRefusesItsValues() {
		Mixed mixed = new Mixed("Fido");
		assertThatIllegalArgumentException().isThrownBy(() -> mixed.typed(null, 1)).withMessage("text");
		assertThat(mixed.log).containsExactly("made Fido");
		mixed.typed("b", 2);
		assertThat(mixed.version()).isEqualTo(2);
	}

	static class Mixed extends Aggregate {

		record Typed(String text, int number) {

			Typed {
				if (text == null) {
					throw new IllegalArgumentException("text");
				}
			}

		}

		record Explicit(String text) {
		}

		private final List<String> log = new ArrayList<>();

		@Event
		Mixed(String name) {
			this.log.add("made " + name);
		}

		@Event
		void decorated(String text) {
			this.log.add("decorated " + text);
		}

		@Event(type = Typed.class)
		void typed(String text, int number) {
			this.log.add("typed " + text + number);
		}

		@Event(value = "Renamed", type = Typed.class)
		void typedAndNamed(String text, int number) {
			this.log.add("renamed " + text + number);
		}

		void explicit(String text) {
			trigger(new Explicit(text));
		}

		@Apply
		private void on(Explicit event) {
			this.log.add("explicit " + event.text());
		}

		@Event
		void both(String text) {
			trigger(new Explicit(text));
		}

	}

	static class ExplicitFirst extends Aggregate {

		record Made(String name) {
		}

		record Changed() {
		}

		private final List<String> log = new ArrayList<>();

		private final Instant time;

		private final long version;

		ExplicitFirst(String name) {
			this(new Made(name));
		}

		@Apply
		private ExplicitFirst(Made event) {
			super(event);
			if (event.name().isEmpty()) {
				throw new IllegalArgumentException();
			}
			if ("trigger".equals(event.name())) {
				trigger(new Changed());
			}
			this.time = eventTime();
			this.version = version();
			decorated("from constructor");
		}

		@Event
		final void decorated(String text) {
			this.log.add("decorated " + text);
		}

		void change() {
			trigger(new Changed());
		}

		@Apply
		private void on(Changed event) {
			decorated("from method");
		}

	}

}
