package io.eventsourcing.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.eventsourcing.domain.Aggregate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JAR with classes that are compiled while the test runs. The build does not enhance
 * them, and classes in JARs are not enhanced when they are loaded.
 */
final class ForeignJar {

	private ForeignJar() {
	}

	/** Makes a JAR of the class Dog of the package {@code foreign}. */
	static Path of(String dog, Path directory) {
		try {
			Path source = Files.writeString(directory.resolve("Dog.java"), "package foreign;\n" + dog);
			Path classes = Files.createDirectory(directory.resolve("classes"));
			int result = ToolProvider.getSystemJavaCompiler()
				.run(null, null, null, "-proc:none", "-parameters", "-nowarn", "-classpath",
						Path.of(locationOf(Aggregate.class)).toString(), "-d", classes.toString(), source.toString());
			assertThat(result).isZero();
			Path jar = directory.resolve("foreign.jar");
			copy(classes, jar);
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Adds a JAR to the class path of the tests. */
	static URLClassLoader load(Path jar) {
		try {
			return new URLClassLoader(new URL[] { jar.toUri().toURL() }, ForeignJar.class.getClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static URI locationOf(Class<?> type) {
		try {
			return type.getProtectionDomain().getCodeSource().getLocation().toURI();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void copy(Path classes, Path jar) throws IOException {
		try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
				Stream<Path> files = Files.walk(classes)) {
			List<Path> sources = files.filter((file) -> !file.equals(classes)).toList();
			for (Path source : sources) {
				Files.copy(source, zip.getPath("/" + classes.relativize(source)));
			}
		}
	}

}
