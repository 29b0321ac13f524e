package io.eventsourcing.maven;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import io.eventsourcing.domain.Enhanced;

import static org.assertj.core.api.Assertions.assertThat;

/** Classes that were compiled without enhancement. */
record Sources(Path directory) {

	static final String VALID = """
			public class %s extends io.eventsourcing.domain.Aggregate {
				@io.eventsourcing.domain.Event("Registered") public %1$s(String name) { }
			}
			""";

	static final String INVALID = """
			public class %s extends io.eventsourcing.domain.Aggregate {
				@io.eventsourcing.domain.Event("Registered") public %1$s(String name) { }
				@io.eventsourcing.domain.Event static void sit() { }
			}
			""";

	Sources compile(String className, String source) throws IOException {
		Path file = this.directory.resolve(className + ".java");
		Files.writeString(file, source.formatted(className));
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-parameters", "-cp", System.getProperty("java.class.path"), file.toString());
		assertThat(result).isZero();
		return this;
	}

	List<String> classPath() {
		return List.of((this.directory + File.pathSeparator + System.getProperty("java.class.path"))
			.split(File.pathSeparator));
	}

	boolean isEnhanced(String className) throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader())) {
			return Class.forName(className, false, loader).isAnnotationPresent(Enhanced.class);
		}
	}

}
