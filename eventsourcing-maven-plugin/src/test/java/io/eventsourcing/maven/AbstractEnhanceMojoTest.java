package io.eventsourcing.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AbstractEnhanceMojoTest {

	@TempDir
	private Path directory;

	private final LogLines log = new LogLines();

	@Test
	void aggregatesAreEnhancedInPlace() throws Exception {
		Sources sources = new Sources(this.directory).compile("Dog", Sources.VALID);
		mojo(this.directory).execute();
		assertThat(sources.isEnhanced("Dog")).isTrue();
		assertThat(this.log.lines).containsExactly("Enhanced 1 aggregate");
	}

	@Test
	void enhancedClassesStayAsTheyAre() throws Exception {
		new Sources(this.directory).compile("Dog", Sources.VALID);
		mojo(this.directory).execute();
		byte[] first = Files.readAllBytes(this.directory.resolve("Dog.class"));
		mojo(this.directory).execute();
		assertThat(this.directory.resolve("Dog.class")).hasBinaryContent(first);
		assertThat(this.log.lines).hasSize(1);
	}

	@Test
	void oneFailureNamesTheProblemsOfAllClasses() throws Exception {
		Sources sources = new Sources(this.directory).compile("Dog", Sources.INVALID)
			.compile("Cat", Sources.INVALID)
			.compile("Cow", Sources.VALID);
		assertThatExceptionOfType(MojoFailureException.class).isThrownBy(() -> mojo(this.directory).execute())
			.withMessageContaining("Dog is not a valid aggregate: the method sit() is static")
			.withMessageContaining("Cat is not a valid aggregate: the method sit() is static")
			.withNoCause();
		assertThat(sources.isEnhanced("Dog")).isFalse();
	}

	@Test
	void warningsOfTheEnhancerAreLogged() throws Exception {
		new Sources(this.directory).compile("Dog", """
				public class %s extends io.eventsourcing.domain.Aggregate {
					private String name;
					@io.eventsourcing.domain.Event("Registered") public %1$s(String name) { }
					public void rename(String name) { this.name = name; }
				}
				""");
		mojo(this.directory).execute();
		assertThat(this.log.lines)
			.anySatisfy((line) -> assertThat(line).startsWith("Dog: the method rename(String) changes the field"));
	}

	@Test
	void aClassFileThatCannotBeReadIsAnError() throws Exception {
		Files.writeString(this.directory.resolve("Dog.class"), "not a class file");
		assertThatExceptionOfType(MojoExecutionException.class).isThrownBy(() -> mojo(this.directory).execute())
			.withMessageStartingWith("Cannot enhance the classes in " + this.directory + ": ");
	}

	@Test
	void aModuleWithoutClassesIsSkipped() throws Exception {
		mojo(this.directory.resolve("none")).execute();
		assertThat(this.log.lines).isEmpty();
	}

	private AbstractEnhanceMojo mojo(Path classes) {
		AbstractEnhanceMojo mojo = new AbstractEnhanceMojo() {

			@Override
			File classesDirectory() {
				return classes.toFile();
			}

			@Override
			List<String> classPath(MavenProject project) {
				return new Sources(classes).classPath();
			}

		};
		mojo.setLog(this.log);
		return mojo;
	}

	private static final class LogLines extends SystemStreamLog {

		private final List<String> lines = new ArrayList<>();

		@Override
		public void info(CharSequence content) {
			this.lines.add(content.toString());
		}

		@Override
		public void warn(CharSequence content) {
			this.lines.add(content.toString());
		}

	}

}
