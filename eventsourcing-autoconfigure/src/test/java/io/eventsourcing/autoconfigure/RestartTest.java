package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that DevTools restarts in a new class loader, with classes that an IDE
 * has compiled since the library was loaded. In a JVM of its own, where nothing has
 * needed the agent before.
 */
class RestartTest {

	@Test
	void newClassesAreEnhanced(@TempDir Path directory) {
		ForeignJar.of("""
				public class Dog extends io.eventsourcing.domain.Aggregate {

					@io.eventsourcing.domain.Event("Registered")
					public Dog(String name) {
					}

				}
				""", directory);
		JavaProcess application = JavaProcess.run(List.of("-XX:+EnableDynamicAgentLoading"),
				JavaProcess.classPathWithout(), RestartTest.class.getName(), directory.resolve("classes").toString());
		assertThat(application.exitCode()).as(application.output()).isZero();
		assertThat(application.output()).contains("Dog.Registered{name=Fido}");
	}

	public static void main(String[] args) throws IOException, ReflectiveOperationException {
		new DogSchool().registerDog("Rex");
		try (URLClassLoader loader = ForeignJar.load(Path.of(args[0]));
				var context = StartUp.lean().with(loader).with("eventsourcing.base-packages=foreign").run()) {
			Class<?> type = loader.loadClass("foreign.Dog");
			Aggregate dog = (Aggregate) type.getConstructor(String.class).newInstance("Fido");
			dog.pendingEvents().forEach((event) -> System.out.println(event.type() + "" + event.payload()));
		}
	}

}
