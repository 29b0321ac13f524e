package io.eventsourcing.domain;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.eventsourcing.dogs.Wolf;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Aggregates that extend aggregates.
 */
class InheritanceTest {

	@Test
	void subclassTriggersItsOwnFirstEventOnly() {
		Puppy puppy = new Puppy("Rex", 3);
		assertThat(puppy.log).containsExactly("Hound Rex", "Puppy 3");
		List<DomainEvent> events = Replays.collectAndReplay(puppy);
		assertThat(events).hasSize(1);
		assertThat(events.get(0).payload()).hasToString("{name=Rex, age=3}");
		assertThat(events.get(0).type()).hasToString("Puppy.Born");
	}

	@Test
	void superclassOnItsOwn() {
		assertThat(Replays.collectAndReplay(new Hound("Rex"))).extracting(DomainEvent::type)
			.extracting(Object::toString)
			.containsExactly("Hound.Registered");
	}

	@Test
	void inheritedMethodTriggersAnEventOfTheConcreteClass() {
		Puppy puppy = new Puppy("Rex", 3);
		puppy.addTrick("sit");
		List<DomainEvent> events = Replays.collectAndReplay(puppy);
		assertThat(events.get(1).type()).hasToString("Puppy.TrickAdded");
		assertThat(events.get(1).type().aggregateType()).isEqualTo(Puppy.class);
		assertThat(EventType.of(Puppy.class)).extracting(EventType::name)
			.containsExactlyInAnyOrder("Born", "Barked", "TrickAdded", "Walked", "Secret");
	}

	@Test
	void undecoratedOverrideIsACommandWhoseSuperCallsTriggerAndAreReplayedAsDeclared() {
		Puppy puppy = new Puppy("Rex", 3);
		puppy.walk(5);
		assertThat(puppy.log).endsWith("walked 5", "walked 6");
		List<DomainEvent> events = Replays.collectAndReplay(puppy);
		assertThat(events).extracting(DomainEvent::name).containsExactly("Born", "Walked", "Walked");
	}

	@Test
	void decoratedOverrideIsTheHandlerAndItsSuperCallIsPartOfIt() {
		Puppy puppy = new Puppy("Rex", 3);
		puppy.bark("woof");
		assertThat(puppy.log).endsWith("Hound barks woof", "Puppy barks woof");
		assertThat(Replays.collectAndReplay(puppy)).extracting(DomainEvent::name).containsExactly("Born", "Barked");
	}

	@Test
	void superCallOfAnOverriddenHandlerFromElsewhereIsRefused() {
		Puppy puppy = new Puppy("Rex", 3);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(puppy::barkLikeAHound)
			.withMessage(
					"The event 'Barked' of %s is hidden by %s, which has its own: call that one, or give one of them "
							+ "another name",
					Hound.class.getName(), Puppy.class.getName());
		assertThat(puppy.version()).isEqualTo(1);
		assertThat(puppy.log).doesNotContain("Hound barks secretly");
		puppy.bark("woof");
		assertThat(Replays.collectAndReplay(puppy)).hasSize(2);
	}

	@Test
	void privateMethodOfTheSuperclass() {
		Puppy puppy = new Puppy("Rex", 3);
		puppy.doSecret("bone");
		assertThat(Replays.collectAndReplay(puppy)).extracting(DomainEvent::name).containsExactly("Born", "Secret");
	}

	@Test
	void genericOverrideWithItsBridgeTriggersOneEvent() {
		StringBox box = new StringBox();
		box.put("a");
		((Box<String>) box).put("b");
		box.add("c");
		assertThat(box.items).containsExactly("a", "b", "c");
		assertThat(Replays.collectAndReplay(box)).extracting(DomainEvent::name)
			.containsExactly("Created", "Put", "Put", "Add");
		assertThat(Arrays.stream(StringBox.class.getDeclaredMethods()).filter(Method::isBridge)).as("the trap is real")
			.anyMatch((method) -> method.isAnnotationPresent(Event.class));
	}

	@Test
	void parametersOfAGenericBaseClassTellWhoDeclaresThem() {
		EventType add = EventType.of(StringBox.class)
			.stream()
			.filter((type) -> "Add".equals(type.name()))
			.findFirst()
			.orElseThrow();
		EventParameter parameter = add.parameters().get(0);
		assertThat(parameter.name()).isEqualTo("item");
		assertThat(parameter.type().getTypeName()).isEqualTo("T");
		assertThat(parameter.rawType()).isEqualTo(Object.class);
		assertThat(parameter.declaringType()).isEqualTo(Box.class);
	}

	@Test
	void bridgeToAMethodOfAClassThatIsNotPublic() {
		Wolf wolf = new Wolf();
		wolf.fed(2);
		wolf.fed(3);
		assertThat(wolf.meals()).isEqualTo(5);
		assertThat(Replays.collectAndReplay(wolf)).extracting(DomainEvent::name)
			.containsExactly("Created", "Fed", "Fed");
		assertThat(Arrays.stream(Wolf.class.getDeclaredMethods()).filter(Method::isBridge)).as("the trap is real")
			.anyMatch((method) -> method.isAnnotationPresent(Event.class));
	}

	@Test
	void abstractBaseClassWithoutEventsOfItsOwnConstructor() {
		Concrete concrete = new Concrete(1);
		concrete.change(2);
		assertThat(Replays.collectAndReplay(concrete)).extracting((event) -> event.type().toString())
			.containsExactly("Concrete.Created", "Concrete.Change");
		assertThat(concrete.value).isEqualTo(2);
	}

	@Test
	void abstractMethodImplementedByADecoratedOne() {
		Concrete concrete = new Concrete(1);
		concrete.viaTemplate(7);
		assertThat(concrete.value).isEqualTo(7);
		assertThat(Replays.collectAndReplay(concrete)).extracting(DomainEvent::name)
			.containsExactly("Created", "TemplateMethod");
	}

	@Test
	void eventsOfAnotherClassAreRefused() {
		Puppy puppy = new Puppy("Rex", 3);
		Hound hound = new Hound("Rex");
		hound.addTrick("sit");
		DomainEvent trick = hound.pendingEvents().get(1);
		DomainEvent forged = new DomainEvent(trick.type(), puppy.id(), 2, trick.timestamp(), trick.payload());
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> forged.mutate(puppy))
			.withMessage("The event Hound.TrickAdded, version 2 of the aggregate " + puppy.id()
					+ ", does not belong to the aggregate class " + Puppy.class.getName());
		assertThat(puppy.version()).isEqualTo(1);
	}

	static class Hound extends Aggregate {

		final List<String> log = new ArrayList<>();

		@Event("Registered")
		Hound(String name) {
			this.log.add("Hound " + name);
		}

		@Event("TrickAdded")
		void addTrick(String trick) {
			this.log.add("trick " + trick);
		}

		@Event("Walked")
		void walk(int distance) {
			this.log.add("walked " + distance);
		}

		@Event("Barked")
		void bark(String how) {
			this.log.add("Hound barks " + how);
		}

		void doSecret(String what) {
			secret(what);
		}

		@Event
		private void secret(String what) {
			this.log.add("secret " + what);
		}

	}

	static class Puppy extends Hound {

		private final int age;

		@Event("Born")
		Puppy(String name, int age) {
			super(name);
			this.age = age;
			this.log.add("Puppy " + age);
		}

		@Override
		void walk(int distance) {
			super.walk(distance);
			super.walk(distance + 1);
		}

		@Override
		@Event("Barked")
		void bark(String how) {
			super.bark(how);
			this.log.add("Puppy barks " + how);
		}

		void barkLikeAHound() {
			super.bark("secretly");
		}

	}

	abstract static class Box<T> extends Aggregate {

		final List<T> items = new ArrayList<>();

		abstract void put(T item);

		@Event
		void add(T item) {
			this.items.add(item);
		}

	}

	static class StringBox extends Box<String> {

		@Event
		StringBox() {
		}

		@Event
		@Override
		void put(String item) {
			this.items.add(item);
		}

	}

	abstract static class Base extends Aggregate {

		int value;

		Base(int value) {
			this.value = value;
		}

		@Event
		final void change(int value) {
			this.value = value;
		}

		final void viaTemplate(int value) {
			templateMethod(value);
		}

		abstract void templateMethod(int value);

	}

	static class Concrete extends Base {

		@Event
		Concrete(int value) {
			super(value);
		}

		@Override
		@Event
		void templateMethod(int value) {
			this.value = value;
		}

	}

}
