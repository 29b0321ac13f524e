package io.eventsourcing.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** This build: its modules, and the files that it has made. */
final class Build {

	/** When the build began, in whole seconds. */
	private static final Instant STARTED = Instant.parse(System.getProperty("build.started"));

	private static final String POM = Page.read(Page.ROOT.resolve("pom.xml"));

	private Build() {
	}

	/**
	 * Returns with what this build was started: {@code home}, {@code settings},
	 * {@code repository} or {@code offline}.
	 */
	static String maven(String property) {
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(System.getProperty("build.maven")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties.getProperty(property);
	}

	static String version() {
		return first("<artifactId>eventsourcing-parent</artifactId>\\s*<version>(.+?)</version>");
	}

	/**
	 * The time that jars contain instead of that of the build, the latest one in them.
	 */
	static LocalDateTime outputTimestamp() {
		return OffsetDateTime.parse(first("<project.build.outputTimestamp>(.+?)</")).toLocalDateTime();
	}

	/** The names of all modules. */
	static List<String> modules() {
		return find("<module>(.+?)</module>");
	}

	/**
	 * Returns a file that this build has made. One that an earlier build has left behind
	 * would say nothing about what is tested.
	 * @param path the path, relative to the root of the project
	 */
	static Path made(String path) {
		return made(Page.ROOT.resolve(path));
	}

	static Path made(Path file) {
		assertThat(file).exists();
		assertThat(modified(file)).as("%s is not of this build, which began at %s", file, STARTED)
			.isAfterOrEqualTo(STARTED);
		return file;
	}

	/**
	 * Returns the jar of a module, as Maven has resolved it in this build. The file may
	 * be older, because a jar whose contents have not changed is not made again.
	 */
	static Path jar(String module) {
		Path jar = BuiltJar.onClassPath("%s-%s.jar".formatted(module, version()));
		assertThat(jar).hasParent(Page.ROOT.resolve(module).resolve("target"));
		return jar;
	}

	/**
	 * Returns the executable jar of a module. Spring Boot's plugin makes it of another
	 * jar, which it moves, and sets its time to that of its entries.
	 */
	static Path executableJar(String module) {
		Path jar = Page.ROOT.resolve("%1$s/target/%1$s-%2$s.jar".formatted(module, version()));
		made(jar.resolveSibling(jar.getFileName() + ".original"));
		return jar;
	}

	/**
	 * Returns the directory in which this build has built a project of a user, and which
	 * has been emptied before.
	 * @param project the path of the project in the module {@code docs}
	 */
	static Path project(String project) {
		Path directory = Page.ROOT.resolve("docs/target/it").resolve(project);
		made(directory.resolve("build.log"));
		return directory;
	}

	private static Instant modified(Path file) {
		try {
			return Files.getLastModifiedTime(file).toInstant();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String first(String regex) {
		return find(regex).get(0);
	}

	private static List<String> find(String regex) {
		return Pattern.compile(regex).matcher(POM).results().map((MatchResult found) -> found.group(1)).toList();
	}

}
