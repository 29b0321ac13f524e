package io.eventsourcing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.dogs.ExplicitDog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Events triggered by their records.
 */
class ExplicitStyleTest {

	@Test
	void needsNoEnhancement() {
		Enhanced checked = ExplicitDog.class.getAnnotation(Enhanced.class);
		assertThat(checked == null || checked.members().length == 0).isTrue();
		assertThat(new ExplicitDog("Fido").pendingEvents()).hasSize(1);
	}

	@Test
	void givenIdAndName() {
		UUID id = Ids.create();
		Order order = new Order(id, "book");
		assertThat(order.id()).isEqualTo(id);
		order.ship();
		assertThat(Replays.collectAndReplay(order)).extracting(DomainEvent::name)
			.containsExactly("Placed", "Dispatched");
	}

	@Test
	void eventTimeInConstructorAndMethod() {
		Order order = new Order(Ids.create(), "book");
		assertThat(order.placed).isEqualTo(order.createdOn());
		order.ship();
		assertThat(order.shipped).isEqualTo(order.modifiedOn());
		Order copy = Replays.replay(order.collectEvents());
		assertThat(copy.placed).isEqualTo(order.placed);
		assertThat(copy.shipped).isEqualTo(order.shipped);
	}

	@Test
	void versionInTheConstructorIsTheSameWhenRebuilt() {
		Order order = new Order(Ids.create(), "book");
		Order copy = Replays.replay(order.collectEvents());
		assertThat(copy.versionInConstructor).isEqualTo(order.versionInConstructor).isEqualTo(1);
	}

	@Test
	void triggerInTheBodyOfAnEventIsRefusedBothTimes() {
		Order order = new Order(Ids.create(), "book");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(order::nest)
			.withMessage(
					"The event %s cannot be triggered or applied while another event of %s %s is being applied: bodies of events "
							+ "only change state",
					Order.Shipped.class.getName(), Order.class.getName(), order.id());
		assertThat(order.version()).isEqualTo(1);

		EventType type = EventType.of(Order.class)
			.stream()
			.filter((candidate) -> "Nested".equals(candidate.name()))
			.findFirst()
			.orElseThrow();
		DomainEvent nested = new DomainEvent(type, order.id(), 2, order.createdOn(), new Order.Nested());
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> nested.mutate(order))
			.withMessageContaining("while another event of");
		assertThat(order.version()).isEqualTo(1);
		order.ship();
		assertThat(order.version()).isEqualTo(2);
	}

	@Test
	void applyingAnEventInTheBodyOfAnotherIsRefused() {
		Order order = new Order(Ids.create(), "book");
		order.ship();
		List<DomainEvent> events = order.collectEvents();
		Order copy = Replays.replay(events.subList(0, 1));
		copy.duringShipping = () -> events.get(1).mutate(copy);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(copy::ship)
			.withMessageStartingWith("The event Order.Dispatched, version 2 of the aggregate " + order.id()
					+ ", cannot be triggered or applied");
		assertThat(copy.version()).isEqualTo(1);
	}

	@Test
	void recordWithoutHandler() {
		Order order = new Order(Ids.create(), "book");
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(order::triggerUnknown)
			.withMessage("%s has no method with @Apply for Unknown, only for [Nested, Placed, Shipped]",
					Order.class.getName());
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(order::triggerCreationAgain)
			.withMessage("%s has no method with @Apply for Placed, only for [Nested, Placed, Shipped]",
					Order.class.getName());
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> new Order(new Order.Shipped()))
			.withMessage("%s has no constructor with @Apply for Shipped, only for [Nested, Placed, Shipped]",
					Order.class.getName());
		assertThatNullPointerException().isThrownBy(order::triggerNull).withMessage("event");
		assertThat(order.version()).isEqualTo(1);
	}

	@Test
	void bodyThatThrowsTriggersNothing() {
		Order order = new Order(Ids.create(), "book");
		order.duringShipping = () -> {
			throw new IllegalStateException("lost");
		};
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(order::ship).withMessage("lost");
		assertThat(order.version()).isEqualTo(1);
		assertThat(order.pendingEvents()).hasSize(1);
	}

	@Test
	void subclassInheritsMethodsWithApply() {
		Special special = new Special("a");
		special.mark("b");
		assertThat(special.log).containsExactly("base a", "special a", "mark b");
		assertThat(Replays.collectAndReplay(special)).extracting((event) -> event.type().toString())
			.containsExactly("Special.Made", "Special.Marked");
	}

	@Test
	void subclassReplacesAnInheritedMethodWithApplyOfTheSameName() {
		Overriding overriding = new Overriding("a");
		overriding.mark("b");
		assertThat(overriding.log).containsExactly("base a", "own b");
		assertThat(Replays.collectAndReplay(overriding)).extracting(DomainEvent::name)
			.containsExactly("Made", "Marked");
	}

	@Test
	void eventTypesAreInTheOrderOfTheirMembers() {
		assertThat(EventType.of(Order.class)).extracting(EventType::name)
			.containsExactly("Placed", "Nested", "Dispatched");
	}

	static class Order extends Aggregate {

		record Placed(String item) {
		}

		record Shipped() {
		}

		record Nested() {
		}

		record Unknown() {
		}

		private final String item;

		private final Instant placed;

		private final long versionInConstructor;

		private Instant shipped;

		private transient Runnable duringShipping;

		Order(UUID id, String item) {
			this(id, new Placed(item));
		}

		Order(Shipped wrong) {
			super(wrong);
			throw new AssertionError();
		}

		@Apply
		private Order(Placed event) {
			this(null, event);
		}

		private Order(UUID id, Placed event) {
			super((id != null) ? id : Ids.create(), event);
			this.item = event.item();
			this.placed = eventTime();
			this.versionInConstructor = version();
		}

		void ship() {
			trigger(new Shipped());
		}

		@Apply("Dispatched")
		private void on(Shipped event) {
			if (this.duringShipping != null) {
				this.duringShipping.run();
			}
			this.shipped = eventTime();
		}

		void nest() {
			trigger(new Nested());
		}

		@Apply
		private void on(Nested event) {
			ship();
		}

		void triggerUnknown() {
			trigger(new Unknown());
		}

		void triggerCreationAgain() {
			trigger(new Placed("again"));
		}

		void triggerNull() {
			trigger(null);
		}

	}

	abstract static class Base extends Aggregate {

		record Marked(String text) {
		}

		final List<String> log = new ArrayList<>();

		Base(Special.Made event) {
			super(event);
			this.log.add("base " + event.name());
		}

		void mark(String text) {
			trigger(new Marked(text));
		}

		@Apply
		private void on(Marked event) {
			this.log.add("mark " + event.text());
		}

	}

	static class Special extends Base {

		record Made(String name) {
		}

		Special(String name) {
			this(new Made(name));
		}

		@Apply
		private Special(Made event) {
			super(event);
			this.log.add("special " + event.name());
		}

	}

	static class Overriding extends Base {

		Overriding(String name) {
			this(new Special.Made(name));
		}

		@Apply
		private Overriding(Special.Made event) {
			super(event);
		}

		@Apply("Marked")
		private void own(Marked event) {
			this.log.add("own " + event.text());
		}

	}

}
