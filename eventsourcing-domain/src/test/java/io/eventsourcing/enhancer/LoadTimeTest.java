package io.eventsourcing.enhancer;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Enhancement while classes are loaded, in JVMs where nothing else has attached an agent.
 */
class LoadTimeTest {

	private static final String NOT_ENHANCED = "fixture.Dog has members decorated with @Event but was not enhanced, "
			+ "so they would not trigger events.";

	private static final String EVERY_EVENT = """
			class Main {
				public static void main(String[] arguments) {
					Book book = new Book("1984");
					book.ship();
					Aggregate copy = null;
					for (DomainEvent event : book.collectEvents()) {
						copy = event.mutate(copy);
					}
				}
			}
			abstract class Order extends Aggregate {
				protected String state;
				Order(Record event) { super(event); }
				@Apply private void every(DomainEvent event) {
					System.out.println(event.name() + " " + this.state);
					this.state = null;
				}
			}
			class Book extends Order {
				record Placed(String title) { }
				record Shipped() { }
				Book(String title) { this(new Placed(title)); }
				@Apply private Book(Placed event) { super(event); this.state = "after body"; }
				void ship() { trigger(new Shipped()); }
				@Apply private void on(Shipped event) { this.state = "after body"; }
			}
			""";

	@TempDir
	Path temporary;

	@Test
	void classesInDirectoriesAreEnhanced() {
		assertDog(Programs.run(dog().directory()));
	}

	@Test
	void aClassThatIsLoadedAlreadyKeepsItsParameterNames() {
		String source = Programs.DOG.replace("Dog dog =", "Dog.class.getDeclaredMethods();\nDog dog =");
		Sources program = Sources.compile(this.temporary, "Main", source, "--release", "17", "-parameters", "-g:none");
		assertDog(Programs.run(program.directory()));
	}

	@Test
	void classesThatTheBuildHasEnhancedAreLeftAlone() {
		assertDog(Programs.run(dog().enhance().directory(), Programs.property("always")));
	}

	@Test
	void classesThatTheBuildHasEnhancedNeedNoByteBuddy() {
		String classPath = Programs.classPath(dog().enhance().directory(), "byte-buddy");
		assertDog(JavaProcess.run(List.of(), classPath, "fixture.Main"));
	}

	@Test
	void classesThatTheBuildHasEnhancedNeedNoAgent() {
		assertDog(Programs.run(dog().enhance().directory(), "-XX:+DisableAttachMechanism",
				"-XX:-EnableDynamicAgentLoading"));
	}

	@Test
	void classesInJarsAreEnhancedIfThatIsAskedFor() throws Exception {
		Path program = dog().directory();
		assertThat(Programs.runPacked(program).output()).contains(NOT_ENHANCED)
			.contains("it was not loaded from a directory of the class path; "
					+ "-Deventsourcing.load-time-enhancement=always also enhances classes in jars");
		assertDog(Programs.runPacked(program, Programs.property("always")));
	}

	@Test
	void theAgentMayBeThereFromTheBeginning() {
		String agent = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.contains("byte-buddy-agent"))
			.findFirst()
			.orElseThrow();
		assertDog(Programs.run(dog().directory(), "-javaagent:" + agent, "-XX:-EnableDynamicAgentLoading"));
	}

	@Test
	void withoutByteBuddyTheErrorNamesTheFixes() {
		String classPath = Programs.classPath(dog().directory(), "byte-buddy");
		JavaProcess program = JavaProcess.run(List.of(), classPath, "fixture.Main");
		assertThat(program.output()).contains("io.eventsourcing.domain.NotEnhancedException: " + NOT_ENHANCED)
			.contains("Byte Buddy is not on the class path")
			.contains("add the plugin io.eventsourcing:eventsourcing-maven-plugin with <extensions>true</extensions>")
			.contains("add the dependency io.eventsourcing:eventsourcing-devtools with <optional>true</optional>")
			.contains("@Apply members for records, which need no enhancement");
		assertThat(program.exitCode()).isOne();
	}

	@Test
	void withoutTheAgentTheErrorNamesTheFixes() {
		String classPath = Programs.classPath(dog().directory(), "byte-buddy-agent");
		assertThat(JavaProcess.run(List.of(), classPath, "fixture.Main").output()).contains(NOT_ENHANCED)
			.contains("Byte Buddy is not on the class path (net/bytebuddy/agent/ByteBuddyAgent)");
	}

	@Test
	void whereNoAgentMayBeAttachedTheErrorSaysSo() {
		assertThat(Programs.run(dog().directory(), "-XX:-EnableDynamicAgentLoading").output()).contains(NOT_ENHANCED)
			.contains("It could not be enhanced at load time either: ")
			.contains("Could not self-attach to current VM");
	}

	@Test
	void aMethodForEveryEventIsCalledAfterTheConstructorsOfExplicitEvents() {
		Sources program = Sources.compile(this.temporary, "Main", EVERY_EVENT);
		String output = "Placed after body\nShipped after body\nPlaced after body\nShipped after body\n";
		assertThat(Programs.run(program.directory()).output()).isEqualTo(output);
		assertThat(Programs.run(program.directory(), Programs.property("never")).output()).contains(
				"io.eventsourcing.domain.NotEnhancedException: fixture.Book has a method with @Apply for every event "
						+ "but was not enhanced, so it would not be called after the constructor with @Apply.")
			.contains("eventsourcing.load-time-enhancement=never forbids it");
		assertThat(Programs.run(program.enhance().directory(), Programs.property("never")).output()).isEqualTo(output);
	}

	@Test
	void itCanBeForbidden() {
		assertThat(Programs.run(dog().directory(), Programs.property("never")).output()).contains(NOT_ENHANCED)
			.contains("eventsourcing.load-time-enhancement=never forbids it");
	}

	@Test
	void anUnknownModeIsNamed() {
		assertThat(Programs.run(dog().directory(), Programs.property("sometimes")).output()).contains(NOT_ENHANCED)
			.contains("eventsourcing.load-time-enhancement must be auto, always or never, not sometimes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "surefire.test.class.path", "surefire.real.class.path", "org.gradle.test.worker" })
	void theTestsOfABuildThatLacksThePluginSaySo(String property) {
		Path program = dog().directory();
		String warning = "WARNING: The build does not enhance aggregates such as fixture.Dog. ";
		assertThat(Programs.run(program, "-D" + property + "=x").output()).containsOnlyOnce(warning)
			.contains("Add the plugin io.eventsourcing:eventsourcing-maven-plugin with <extensions>true</extensions>")
			.endsWith(Programs.EVENTS_OF_DOG);
	}

	@Test
	void theTestsOfOtherBuildsSayNothing() {
		String inBuild = "-Dsurefire.test.class.path=x";
		Sources program = dog();
		assertDog(Programs.run(program.directory(), inBuild, Programs.property("auto")));
		assertDog(Programs.run(program.enhance().directory(), inBuild));
	}

	@Test
	void whatTheBuildWouldWarnOfIsLoggedOnce() {
		Path program = Sources.compile(this.temporary, "Main", """
				class Main {
					public static void main(String[] arguments) {
						new Dog().rename("a");
						new Dog().rename("b");
					}
				}
				class Dog extends Aggregate {
					private String name;
					@Event Dog() { }
					void rename(String name) { this.name = name; }
				}
				""").directory();
		assertThat(Programs.run(program).output()).containsOnlyOnce(
				"WARNING: fixture.Dog: the method rename(String) changes the field 'name' outside of an event");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void manyThreadsMayBeTheFirst(boolean loaded) {
		Sources program = Sources.compile(this.temporary, "Main", """
				class Main {
					public static void main(String[] arguments) throws Exception {
						if (%s) {
							// what JUnit does when it looks for nested tests
							for (Class<?> type : List.of(A.class, B.class, C.class)) {
								type.getDeclaredMethods();
							}
						}
						var barrier = new java.util.concurrent.CyclicBarrier(16);
						var threads = java.util.concurrent.Executors.newFixedThreadPool(16);
						var results = new ArrayList<java.util.concurrent.Future<Integer>>();
						for (int i = 0; i < 16; i++) {
							int number = i;
							results.add(threads.submit(() -> {
								barrier.await();
								return switch (number %% 3) {
									case 0 -> new A("a").rename("b").collectEvents().size();
									case 1 -> new B("a").rename("b").collectEvents().size();
									default -> new C("a").rename("b").collectEvents().size();
								};
							}));
						}
						for (var result : results) {
							System.out.print(result.get());
						}
						threads.shutdown();
					}
				}
				class A extends Aggregate {
					@Event A(String name) { }
					@Event A rename(String name) { return this; }
				}
				class B extends Aggregate {
					@Event B(String name) { }
					@Event B rename(String name) { return this; }
				}
				class C extends A {
					@Event C(String name) { super(name); }
				}
				""".formatted(loaded));
		assertThat(Programs.run(program.directory()).output()).isEqualTo("2".repeat(16));
	}

	@Test
	void classesOfALaterClassLoaderAreEnhanced() throws Exception {
		Path later = Sources.compile(this.temporary.resolve("later"), "Dog", """
				public class Dog extends Aggregate {
					@Event("Registered") public Dog(String name) { }
				}
				""").directory();
		Path program = Sources.compile(this.temporary, "Main", """
				class Main {
					public static void main(String[] arguments) throws Exception {
						System.out.println(new Cat().collectEvents().size());
						var urls = new java.net.URL[] { java.nio.file.Path.of("%s").toUri().toURL() };
						var loader = new java.net.URLClassLoader(urls, Main.class.getClassLoader());
						LoadTimeEnhancement.run(loader);
						Class<?> type = loader.loadClass("fixture.Dog");
						Aggregate dog = (Aggregate) type.getConstructor(String.class).newInstance("Fido");
						System.out.println(dog.collectEvents().get(0).payload());
					}
				}
				class Cat extends Aggregate {
					@Event Cat() { }
				}
				""".formatted(later)).enhance().directory();
		assertThat(Programs.runPacked(program).output()).isEqualTo("1\n{name=Fido}\n");
	}

	private Sources dog() {
		return Sources.compile(this.temporary, "Main", Programs.DOG);
	}

	private static void assertDog(JavaProcess program) {
		assertThat(program.output()).isEqualTo(Programs.EVENTS_OF_DOG);
		assertThat(program.exitCode()).isZero();
	}

}
