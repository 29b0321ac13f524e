package io.eventsourcing.enhancer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.AggregateDefinitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What no build has refused is refused when it is used.
 */
class RunTimeErrorsTest {

	@TempDir
	Path temporary;

	@BeforeEach
	void attachTheAgent() {
		new Dog("Fido");
	}

	@Test
	void anonymousSubclass() throws Exception {
		AggregateDefinitionException refusal = refusal("""
				public class A extends Aggregate {
					@Event A() { }
					@Event void rename(String name) { }
					public static void use() {
						new A() { }.rename("x");
					}
				}
				""");
		assertThat(refusal.className()).isEqualTo("fixture.A$1");
		assertThat(refusal.problems()).containsExactly(
				"it is an inner, local or anonymous class: an aggregate must be a top-level or static nested class");
	}

	@Test
	void subclassWithoutItsOwnDecoratedConstructor() throws Exception {
		AggregateDefinitionException refusal = refusal("""
				public class A extends Aggregate {
					@Event A() { }
					@Event void rename(String name) { }
					static class B extends A { }
					public static void use() {
						new B().rename("x");
					}
				}
				""");
		assertThat(refusal.className()).isEqualTo("fixture.A$B");
		assertThat(refusal.problems()).containsExactly("no constructor is decorated, so that creating one would record "
				+ "no event: decorate it with @Event, or pass the first event to super(..) in a constructor with @Apply");
	}

	@Test
	void whatTheBuildRefusesIsRefusedForTheSameReasons() throws Exception {
		String source = """
				public class A extends Aggregate {
					@Event A() { }
					@Event("Same") void a(String name) { }
					@Event("Same") void b(String name) { }
					@Event void code(Runnable code) { }
					A(int age) { }
					public static void use() {
						new A();
					}
				}
				""";
		AggregateDefinitionException refusal = refusal(source);
		AggregateDefinitionException atBuildTime = BuildErrors
			.refusal(Sources.compile(this.temporary.resolve("build"), "A", source));
		assertThat(refusal.problems()).hasSize(3).isEqualTo(atBuildTime.problems());
		assertThat(refusal).hasMessage(atBuildTime.getMessage());
	}

	@Test
	void twoMethodsForOneRecordOfAClassThatNeedsNoEnhancement() throws Exception {
		AggregateDefinitionException refusal = refusal("""
				public class A extends Aggregate {
					record Created() { }
					record Renamed(String name) { }
					@Apply A(Created event) { super(event); }
					@Apply("Other") void other(Renamed event) { }
					@Apply("One") void one(Renamed event) { }
					public static void use() {
						new A(new Created());
					}
				}
				""");
		assertThat(refusal.problems()).containsExactly(
				"the method one(Renamed) and the method other(Renamed) both have @Apply for Renamed, so that it is undefined which of them trigger(..) would call: remove one of them, or give one its own record");
	}

	@Test
	void recordThatASuperclassAppliesUnderAnotherName() throws Exception {
		AggregateDefinitionException refusal = refusal("""
				public class A extends Aggregate {
					record Created() { }
					record Renamed(String name) { }
					@Apply A(Created event) { super(event); }
					@Apply("One") void one(Renamed event) { }
					static class B extends A {
						@Apply B(Created event) { super(event); }
						@Apply("Other") void other(Renamed event) { }
					}
					public static void use() {
						new A(new Created());
						new B(new Created());
					}
				}
				""");
		assertThat(refusal.className()).isEqualTo("fixture.A$B");
		assertThat(refusal.problems()).containsExactly(
				"the method other(Renamed) has @Apply for Renamed under the event name 'Other', and the method one(Renamed) of its superclass A under 'One': use the same name to replace the inherited one, or give one of them its own record");
	}

	@Test
	void classOfAnotherVersionOfTheLibrary() throws Exception {
		AggregateDefinitionException refusal = refusal("""
				@Enhanced(version = 99, members = "<init>()V")
				public class A extends Aggregate {
					@Event A() { }
					public static void use() {
						new A();
					}
				}
				""");
		assertThat(refusal.problems())
			.containsExactly("it was enhanced by another version of this library (99, not 1): rebuild it");
	}

	@Test
	void classThatHasChangedSinceItWasEnhanced() throws Exception {
		AggregateDefinitionException refusal = refusal("""
				@Enhanced(version = 1, members = "<init>()V")
				public class A extends Aggregate {
					@Event A() { }
					@Event void added(String name) { }
					public static void use() {
						new A();
					}
				}
				""");
		assertThat(refusal.problems())
			.containsExactly("the method added(String) was not known when the class was enhanced: rebuild it");
	}

	private AggregateDefinitionException refusal(String source) throws Exception {
		Method use = Sources.compile(this.temporary, "A", source).load("fixture.A").getMethod("use");
		return catchThrowableOfType(AggregateDefinitionException.class, () -> {
			try {
				use.invoke(null);
			}
			catch (InvocationTargetException ex) {
				throw ex.getCause();
			}
		});
	}

}
