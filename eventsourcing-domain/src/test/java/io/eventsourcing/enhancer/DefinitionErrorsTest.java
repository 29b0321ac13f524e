package io.eventsourcing.enhancer;

import io.eventsourcing.domain.AggregateDefinitionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the build refuses because calls of it could not be recorded or replayed.
 */
class DefinitionErrorsTest extends BuildErrors {

	@Test
	void notAnAggregate() {
		assertProblems("""
				class A {
					@Event void rename(String name) { }
				}
				""", "it has members with @Event or @Apply but does not extend Aggregate");
	}

	@Test
	void interfaceWithDecoratedDefaultMethod() {
		assertProblems("""
				interface A {
					@Event default void rename(String name) { }
				}
				""", "it has members with @Event or @Apply but does not extend Aggregate");
	}

	@Test
	void staticMethod() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Event static void rename(String name) { }
				}
				""",
				"the method rename(String) is static, abstract or native and cannot be decorated: decorate a method of the object that has a body");
	}

	@Test
	void abstractMethod() {
		assertProblems("""
				abstract class A extends Aggregate {
					@Event A() { }
					@Event abstract void rename(String name);
				}
				""",
				"the method rename(String) is static, abstract or native and cannot be decorated: decorate a method of the object that has a body");
	}

	@Test
	void nativeMethod() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Event native void rename(String name);
				}
				""",
				"the method rename(String) is static, abstract or native and cannot be decorated: decorate a method of the object that has a body");
	}

	@Test
	void innerClass() {
		assertProblemsOf("A$Inner", """
				class A {
					class Inner extends Aggregate {
						@Event Inner() { }
					}
				}
				""",
				"it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class");
	}

	@Test
	void localClass() {
		assertProblemsOf("A$1Local", """
				class A {
					static void method() {
						class Local extends Aggregate {
							@Event Local() { }
						}
					}
				}
				""",
				"it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class");
	}

	@Test
	void bothDecorations() {
		assertProblems("""
				class A extends Aggregate {
					record Renamed(String name) { }
					@Event A() { }
					@Event @Apply void rename(Renamed event) { }
				}
				""", "the method rename(Renamed) has both @Event and @Apply: remove one of them");
	}

	@Test
	void sameEventNameTwice() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Event("Renamed") void a(String name) { }
					@Event("Renamed") void b(String name) { }
				}
				""",
				"the method a(String) and the method b(String) have the same event name 'Renamed': give one of them another");
	}

	@Test
	void sameEventNameInTwoStyles() {
		assertProblems("""
				class A extends Aggregate {
					record Renamed(String name) { }
					@Event A() { }
					@Event void renamed(String name) { }
					@Apply void on(Renamed event) { }
				}
				""",
				"the method renamed(String) and the method on(Renamed) have the same event name 'Renamed': give one of them another");
	}

	@Test
	void twoMethodsForOneRecord() {
		assertProblems("""
				class A extends Aggregate {
					record Renamed(String name) { }
					@Event A() { }
					@Apply("One") void one(Renamed event) { }
					@Apply("Other") void other(Renamed event) { }
				}
				""",
				"the method one(Renamed) and the method other(Renamed) both have @Apply for Renamed, so that it is undefined which of them trigger(..) would call: remove one of them, or give one its own record");
	}

	@Test
	void constructorAndMethodForOneRecordOfAClassWithExplicitEventsOnly() {
		assertProblems("""
				class A extends Aggregate {
					record Renamed(String name) { }
					@Apply("Named") A(Renamed event) { super(event); }
					@Apply void on(Renamed event) { }
				}
				""",
				"the constructor A(Renamed) and the method on(Renamed) both have @Apply for Renamed, so that it is undefined which of them trigger(..) would call: remove one of them, or give one its own record");
	}

	@Test
	void recordThatASuperclassAppliesUnderAnotherName() {
		assertProblemsOf("A$B", """
				class A extends Aggregate {
					record Renamed(String name) { }
					@Event A() { }
					@Apply("One") void one(Renamed event) { }
					static class B extends A {
						@Event B() { }
						@Apply("Other") void other(Renamed event) { }
					}
				}
				""",
				"the method other(Renamed) has @Apply for Renamed under the event name 'Other', and the method one(Renamed) of its superclass A under 'One': use the same name to replace the inherited one, or give one of them its own record");
	}

	@Test
	void methodWithApplyThatTakesNoRecord() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Apply void rename(String name) { }
				}
				""",
				"the method rename(String) has @Apply, so it must have one parameter: a record, or a DomainEvent if it is a method to be called after every event");
	}

	@Test
	void nameOfAnEventThatIsNoIdentifier() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Event("has been renamed") void rename(String name) { }
				}
				""",
				"the method rename(String): 'has been renamed' is not a valid event name: it must be a Java identifier of at most 200 characters");
	}

	@Test
	void recordThatDoesNotMatchTheParameters() {
		assertProblems("""
				class A extends Aggregate {
					record Renamed(String name, int times) { }
					@Event A() { }
					@Event(type = Renamed.class) void rename(int times, String name) { }
				}
				""",
				"the parameters of the method rename(int, String) do not match the components of Renamed in number, order and type");
	}

	@Test
	void parametersThatNoEventCanKeep() {
		assertProblems("""
				class A extends Aggregate {
					@Event A() { }
					@Event void follow(A other) { }
					@Event void change(Function<String, String> how) { }
				}
				""",
				"the method follow(A) has a parameter of type A, an aggregate (pass its id), which no event can keep",
				"the method change(Function) has a parameter of type Function, code instead of data, which no event can keep");
	}

	@Test
	void unknownParameterNames() {
		Sources sources = Sources.compile(this.temporary, "A", """
				class A extends Aggregate {
					@Event A() { }
					@Event void rename(String name) { }
				}
				""", "-g:none");
		assertThat(refusal(sources).problems()).containsExactly(
				"the parameter names of the method rename(String) are unknown: compile with -parameters or -g");
	}

	@Test
	void allProblemsAtOnce() {
		AggregateDefinitionException refusal = refusal(Sources.compile(this.temporary, "A", """
				class A extends Aggregate {
					A(int age) { }
					@Event A() { }
					@Event static void b() { }
					@Event("x y") void c() { }
				}
				"""));
		assertThat(refusal.className()).isEqualTo("fixture.A");
		assertThat(refusal).hasMessage(
				"""
						fixture.A is not a valid aggregate:
						  - the method b() is static, abstract or native and cannot be decorated: decorate a method of the object that has a body
						  - the method c(): 'x y' is not a valid event name: it must be a Java identifier of at most 200 characters
						  - the constructor A(int) would record no event: decorate it with @Event, or delegate with this(..) to a constructor that is""");
	}

}
