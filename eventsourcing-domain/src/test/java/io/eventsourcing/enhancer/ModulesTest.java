package io.eventsourcing.enhancer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aggregates in a module of its own, which has to open their package.
 */
class ModulesTest {

	@TempDir
	Path temporary;

	@Test
	void aPackageThatIsOpenWorks() throws IOException {
		assertThat(run("opens fixture to library;").output()).isEqualTo(Programs.EVENTS_OF_DOG);
	}

	@Test
	void aPackageThatIsNotOpenIsNamed() throws IOException {
		assertThat(run("").output()).contains("fixture.Dog is not a valid aggregate: "
				+ "the module 'school' must open the package fixture to 'library'");
	}

	private JavaProcess run(String directive) throws IOException {
		Path classes = Sources.compile(this.temporary, "Main", Programs.DOG).directory();
		Path library = Programs.jar(Programs.directoryOf(Aggregate.class), "library.jar", classes);
		Path source = Files.writeString(this.temporary.resolve("module-info.java"),
				"module school { requires library; %s }".formatted(directive));
		int result = ToolProvider.findFirst("javac")
			.orElseThrow()
			.run(System.out, System.err, "--release", "17", "-Xlint:-options", "--module-path", library.toString(),
					"-d", classes.toString(), source.toString());
		assertThat(result).isZero();
		Sources.compiled(classes).enhance();
		return JavaProcess.run(
				List.of("--module-path", library + File.pathSeparator + classes, "--add-modules", "school"),
				JavaProcess.classPathWithout("classes", "byte-buddy"), "fixture.Main");
	}

}
