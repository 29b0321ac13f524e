package io.eventsourcing.docs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import static org.assertj.core.api.Assertions.assertThat;

/** A jar that the build has made. */
record BuiltJar(Path file) {

	/** The only jar in a directory. */
	static BuiltJar in(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			List<Path> jars = files.filter((file) -> file.toString().endsWith(".jar")).toList();
			assertThat(jars).hasSize(1);
			return new BuiltJar(jars.get(0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The jar on the class path of the tests whose name begins with the given one. */
	static Path onClassPath(String name) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> entry.getFileName().toString().startsWith(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError(name + " is not on the class path"));
	}

	List<String> entries() {
		try (JarFile jar = new JarFile(this.file.toFile())) {
			return jar.stream().map(ZipEntry::getName).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The names of the libraries in an executable jar. */
	List<String> libraries() {
		return entries().stream()
			.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
			.map((name) -> name.substring("BOOT-INF/lib/".length()))
			.toList();
	}

	/** Copies the libraries of an executable jar into a directory. */
	List<Path> extractLibraries(Path directory) throws IOException {
		List<Path> extracted = new ArrayList<>();
		try (JarFile jar = new JarFile(this.file.toFile())) {
			for (String library : libraries()) {
				Path target = directory.resolve(library);
				try (InputStream input = jar.getInputStream(jar.getEntry("BOOT-INF/lib/" + library))) {
					Files.copy(input, target);
				}
				extracted.add(target);
			}
		}
		return extracted;
	}

}
