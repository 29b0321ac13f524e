package io.eventsourcing.enhancer;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.testsupport.JavaProcess;

/**
 * Runs programs with aggregates in JVMs of their own.
 */
final class Programs {

	/** Prints the events that it triggers. */
	static final String DOG = """
			class Main {
				public static void main(String[] arguments) {
					Dog dog = new Dog("Fido");
					dog.addTrick("sit");
					for (DomainEvent event : dog.collectEvents()) {
						System.out.println(event.originatorVersion() + " " + event.name() + event.payload());
					}
				}
			}
			class Dog extends Aggregate {
				private final String name;
				@Event("Registered") Dog(String name) { this.name = name; }
				@Event("TrickAdded") void addTrick(String trick) { }
			}
			""";

	static final String EVENTS_OF_DOG = "1 Registered{name=Fido}\n2 TrickAdded{trick=sit}\n";

	private Programs() {
	}

	/** The class path of the library, with the classes of a program and without ours. */
	static String classPath(Path classes, String... without) {
		List<String> words = new ArrayList<>(List.of(without));
		words.add("test-classes");
		return classes + File.pathSeparator + JavaProcess.classPathWithout(words.toArray(String[]::new));
	}

	static JavaProcess run(Path classes, String... options) {
		return run(classPath(classes), options);
	}

	private static JavaProcess run(String classPath, String... options) {
		List<String> all = new ArrayList<>();
		all.add("-XX:+EnableDynamicAgentLoading"); // else JDK 21 and later warn
		all.addAll(List.of(options));
		return JavaProcess.run(all, classPath, "fixture.Main");
	}

	static String property(String mode) {
		return "-Deventsourcing.load-time-enhancement=" + mode;
	}

	/** As users have it: all classes are in jars. */
	static JavaProcess runPacked(Path classes, String... options) throws IOException {
		Path library = directoryOf(Aggregate.class);
		String classPath = String.join(File.pathSeparator, jar(classes, "program.jar", classes).toString(),
				jar(library, "library.jar", classes).toString(), JavaProcess.classPathWithout("classes"));
		return run(classPath, options);
	}

	/** Where a class was loaded from. */
	static Path directoryOf(Class<?> type) {
		return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
	}

	/** Puts the classes of a directory into a file beside another one. */
	static Path jar(Path directory, String name, Path sibling) throws IOException {
		Path jar = sibling.resolveSibling(name);
		try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				output.putNextEntry(new JarEntry(directory.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, output);
			}
		}
		return jar;
	}

}
