package io.eventsourcing.enhancer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.domain.Enhanced;
import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aggregates that the build has enhanced behave as those do that are enhanced while they
 * are loaded. The latter is what all other tests of this module run on.
 */
class BuildTimeTest {

	private static final List<String> PACKAGES = List.of("domain", "dogs");

	@TempDir
	Path directory;

	@Test
	void theTestsOfTheDomainPassOnClassesThatTheBuildHasEnhanced() throws Exception {
		for (String name : PACKAGES) {
			copy(Programs.directoryOf(Dog.class).resolve("io/eventsourcing").resolve(name),
					this.directory.resolve("io/eventsourcing").resolve(name));
		}
		Sources.compiled(this.directory).enhance();
		JavaProcess tests = JavaProcess.run(
				List.of("-XX:+EnableDynamicAgentLoading", "-Deventsourcing.load-time-enhancement=never"),
				this.directory + File.pathSeparator + JavaProcess.classPathWithout(), DomainTests.class.getName());
		assertThat(tests.exitCode()).as(tests.output()).isZero();
		assertThat(tests.output()).doesNotContain("succeeded: 0");
	}

	@Test
	void theTestsOfThisJvmRunOnClassesThatWereEnhancedWhileTheyWereLoaded() throws Exception {
		new Dog("Fido");
		assertThat(Dog.class).hasAnnotation(Enhanced.class);
		byte[] classFile = Files
			.readAllBytes(Programs.directoryOf(Dog.class).resolve("io/eventsourcing/dogs/Dog.class"));
		assertThat(ClassFiles.mayBeEnhanced(classFile)).isTrue();
	}

	private static void copy(Path from, Path to) throws IOException {
		Files.createDirectories(to);
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.toList()) {
				Files.copy(file, to.resolve(file.getFileName()));
			}
		}
	}

}
