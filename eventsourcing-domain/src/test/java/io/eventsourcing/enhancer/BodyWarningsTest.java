package io.eventsourcing.enhancer;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the build warns of because a rebuilt aggregate would be different.
 */
class BodyWarningsTest {

	@TempDir
	Path temporary;

	@Test
	void assignmentsOutsideOfEvents() {
		assertWarnings("""
				class A extends Aggregate {
					private String name;
					protected int age;
					@Event A() { }
					public void rename(String name) { this.name = name; }
					void renameLater(List<String> names) { names.forEach((name) -> set(name, 1)); }
					private void set(String name, int times) { this.name = name; }
					static A of(Map.Entry<String, String> entry) {
						A a = new A();
						a.name = entry.getKey();
						return a;
					}
					static class B extends A {
						@Event B() { }
						void grow() { this.age++; }
					}
				}
				""", lost("A", "rename(String)", "name", ""),
				lost("A", "renameLater(List)", "name", " in the method set(String, int)"),
				lost("A", "of(Entry)", "name", ""), lost("A$B", "grow()", "age", ""));
	}

	@Test
	void assignmentsAfterTheConstructorThatTriggersTheEvent() {
		assertWarnings("""
				class A extends Aggregate {
					private String name;
					private int age;
					@Event A(String name) { this(name, 0L); }
					private A(String name, long unused) { this.name = name; }
					A(String name, int age) {
						this(name);
						this.age = age;
						raise();
					}
					private void raise() { this.age++; }
				}
				""",
				"fixture.A: the constructor A(String, int) changes the field 'age' outside of an event, so that the change is lost when the aggregate is loaded: decorate the constructor with @Event, or make the field transient if it is not state",
				"fixture.A: the constructor A(String, int) changes the field 'age' in the method raise() outside of an event, so that the change is lost when the aggregate is loaded: decorate the constructor with @Event, or make the field transient if it is not state");
	}

	@Test
	void randomValueInAHelperOfADecoratedConstructor() {
		assertWarnings("""
				class A extends Aggregate {
					private final UUID token = UUID.randomUUID();
					@Event A(String name) { this(name, 1); }
					private A(String name, int age) { }
				}
				""",
				"fixture.A: the constructor A(String) calls UUID.randomUUID() in the constructor A(String, int), but is the body of an event, which runs again each time that the aggregate is loaded: pass the value as an argument");
	}

	@Test
	void assignmentsThatArePartOfEvents() {
		assertWarnings("""
				abstract class A extends Aggregate {
					record Renamed(String name) { }
					private final List<String> names = new ArrayList<>();
					private String name = "none";
					private transient int cached;
					private static int count;
					@Event A() { init(); }
					@Event void rename(String name) { set(name); hook(name); shared(1); }
					@Apply void on(Renamed event) { Runnable later = () -> set(event.name()); later.run(); shared(2); }
					void setName(String name) { rename(name); }
					public String name() { this.cached++; count++; return this.name; }
					private void init() { this.name = ""; }
					private void set(String name) { this.name = name; }
					void shared(int times) { this.name += times; if (times > 1) { shared(times - 1); } }
					abstract void hook(String name);
					static class B extends A {
						private String hooked;
						@Event B() { }
						void hook(String name) { this.hooked = name; }
					}
				}
				""");
	}

	@Test
	void explicitEventsThatAreNotTriggered() {
		assertWarnings("""
				class A extends Aggregate {
					record Created() { }
					record Renamed(String name) { }
					private String name;
					A() { this(new Created()); }
					@Apply private A(Created event) { super(event); }
					void rename(String name) { trigger(new Renamed(name)); }
					void renameDirectly(String name) { on(new Renamed(name)); }
					@Apply private void on(Renamed event) { this.name = event.name(); }
				}
				""",
				"fixture.A: the method renameDirectly(String) calls the method on(Renamed), so that no event is recorded: pass the record to trigger(..), which calls it");
	}

	@Test
	void clocksAndRandomValuesInBodies() {
		assertWarnings("""
				class A extends Aggregate {
					private final UUID token = UUID.randomUUID();
					private java.time.LocalDate date;
					private Object value;
					@Event A() { }
					@Event void touch() { today(); }
					private void today() { this.date = java.time.LocalDate.now(); }
					@Event void roll() {
						Supplier<Object> die = () -> new Random().nextInt();
						this.value = die.get();
					}
				}
				""",
				"fixture.A: the constructor A() calls UUID.randomUUID(), but is the body of an event, which runs again each time that the aggregate is loaded: pass the value as an argument",
				"fixture.A: the method touch() calls LocalDate.now() in the method today(), but is the body of an event, which runs again each time that the aggregate is loaded: use eventTime(), or pass the time as an argument",
				"fixture.A: the method roll() calls new Random() in a lambda, but is the body of an event, which runs again each time that the aggregate is loaded: pass the value as an argument");
	}

	@Test
	void eachCallThatReturnsSomethingElseEachTime() {
		String calls = """
				Instant.now() LocalDateTime.now() OffsetDateTime.now() ZonedDateTime.now() Clock.systemUTC() \
				System.currentTimeMillis() System.nanoTime() Math.random() ThreadLocalRandom.current() Ids.create()""";
		for (String call : calls.split(" ")) {
			assertThat(Sources.compile(this.temporary, "A", """
					import java.time.*;
					import java.util.concurrent.ThreadLocalRandom;
					class A extends Aggregate {
						private Object value;
						@Event A() { }
						@Event void set() { this.value = %s; }
					}
					""".formatted(call)).warnings()).singleElement()
				.asString()
				.startsWith("fixture.A: the method set() calls %s, but is the body of an event".formatted(call));
		}
	}

	@Test
	void clocksAndRandomValuesOutsideOfBodies() {
		assertWarnings("""
				class A extends Aggregate {
					private Object value;
					@Event A(String name) { super(UUID.randomUUID()); }
					A() { this(UUID.randomUUID().toString()); }
					void roll() { set(new Random().nextInt()); }
					@Event private void set(int value) {
						this.value = new Date(eventTime().toEpochMilli()).getTime() + new Random(value).nextInt();
					}
					long age() { return System.currentTimeMillis() - createdOn().toEpochMilli(); }
				}
				""");
	}

	private void assertWarnings(String source, String... warnings) {
		assertThat(Sources.compile(this.temporary, "A", source).warnings()).containsExactlyInAnyOrder(warnings);
	}

	private static String lost(String className, String method, String field, String where) {
		return "fixture.%s: the method %s changes the field '%s'%s outside of an event, so that the change is lost when the aggregate is loaded: decorate the method with @Event, or make the field transient if it is not state"
			.formatted(className, method, field, where);
	}

}
