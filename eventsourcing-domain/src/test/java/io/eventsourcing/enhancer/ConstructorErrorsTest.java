package io.eventsourcing.enhancer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Each way to make an aggregate triggers exactly one first event, or the build refuses
 * it.
 */
class ConstructorErrorsTest extends BuildErrors {

	@Test
	void anonymousSubclassOfAnAggregate() {
		assertProblemsOf("A$1", """
				class A extends Aggregate {
					@Event A() { }
					static A anonymous() {
						return new A() { };
					}
				}
				""",
				"it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class");
	}

	@Test
	void subclassWithoutItsOwnDecoratedConstructor() {
		assertProblemsOf("A$Puppy", """
				class A extends Aggregate {
					@Event A() { }
					static class Puppy extends A {
						Puppy() { }
						@Event void grow() { }
					}
				}
				""",
				"its superclass fixture.A has a constructor that triggers its first event, so it must decorate one of its own with @Event");
	}

	@Test
	void subclassWithoutAnythingDecorated() {
		assertProblemsOf("A$Puppy", """
				class A extends Aggregate {
					@Event A() { }
					static class Puppy extends A {
					}
				}
				""",
				"its superclass fixture.A has a constructor that triggers its first event, so it must decorate one of its own with @Event");
	}

	@Test
	void noDecoratedConstructor() {
		assertProblems("""
				class A extends Aggregate {
					@Event void rename(String name) { }
				}
				""",
				"no constructor is decorated, so that creating one would record no event: decorate it with @Event, or pass the first event to super(..) in a constructor with @Apply");
	}

	@Test
	void constructorThatWouldRecordNothing() {
		assertProblems("""
				class A extends Aggregate {
					@Event A(String name) { }
					A(int age) { }
				}
				""",
				"the constructor A(int) would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is");
	}

	@Test
	void publicConstructorThatIsAlsoAHelper() {
		assertProblems("""
				class A extends Aggregate {
					@Event A(String name) { this(1); }
					public A(int age) { }
				}
				""",
				"the constructor A(int) would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is");
	}

	@Test
	void privateConstructorThatIsNoHelper() {
		assertProblems("""
				class A extends Aggregate {
					@Event A(String name) { }
					private A(int age) { }
				}
				""",
				"the constructor A(int) would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is");
	}

	@Test
	void undecoratedConstructorThatPassesAnEvent() {
		assertProblems("""
				class A extends Aggregate {
					record Created(String name) { }
					@Apply A(Created event) { super(event); }
					A(String name) { super(new Created(name)); }
					@Event void rename(String name) { }
				}
				""",
				"the constructor A(String) would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is");
	}

	@Test
	void decoratedConstructorThatDelegatesToADecoratedOne() {
		assertProblems("""
				class A extends Aggregate {
					@Event("One") A(String name) { this(name, 1); }
					private A(String name, int age) { this(age); }
					@Event("Two") A(int age) { }
				}
				""",
				"the constructor A(String) calls the constructor A(int) with this(..), and both trigger an event: decorate one of them");
	}

	@Test
	void decoratedConstructorThatPassesAnEvent() {
		assertProblems("""
				class A extends Aggregate {
					record Created(String name) { }
					@Event A(String name) { super(UUID.randomUUID(), new Created(new String(name))); }
				}
				""",
				"the constructor A(String) calls super(Record), which triggers an event itself: remove that, or @Event");
	}

	@Test
	void constructorWithApplyThatPassesNoEvent() {
		assertProblems("""
				class A extends Aggregate {
					record Created(String name) { }
					@Apply A(Created event) { }
					@Event void rename(String name) { }
				}
				""", "the constructor A(Created) has @Apply, so it must pass the event to super(..)");
	}

	@Test
	void whatIsAllowed() {
		Sources sources = Sources.compile(this.temporary, "A", """
				abstract class A extends Aggregate {
					record Made(String name) { }
					protected A() { }
					static class Bare { }
					static class Helped extends A {
						@Event Helped(String name) { this(name, new ArrayList<>(List.of(new String(name)))); }
						private Helped(String name, List<String> names) { super(); }
						Helped(int age) { this(age > 1 ? new String("old") : new String("young")); }
						@Event void rename(String name) { }
					}
					static class Mixed extends Aggregate {
						Mixed(String name) { this(new Made(name)); }
						@Apply private Mixed(Made event) { super(event); }
						@Event void rename(String name) { }
					}
				}
				""");
		assertThatCode(sources::enhance).doesNotThrowAnyException();
	}

}
