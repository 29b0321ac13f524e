package io.eventsourcing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the page prints the project that the build has compiled, tested and packaged, and
 * that its jar does what the page says.
 */
class GettingStartedTest {

	private static final Path PROJECT = Page.ROOT.resolve("docs/getting-started");

	private static final Page PAGE = new Page(Page.ROOT.resolve("docs/getting-started.md"));

	@Test
	void thePagePrintsTheWholeProject() throws IOException {
		assertThat(PAGE.files()).containsExactlyInAnyOrderEntriesOf(projectFiles());
	}

	@Test
	void versionsAreThoseOfTheBuild() {
		String build = Page.read(Page.ROOT.resolve("pom.xml"));
		String project = Page.read(PROJECT.resolve("pom.xml"));
		assertThat(version(project, "spring-boot-starter-parent")).isEqualTo(property(build, "spring-boot.version"));
		assertThat(version(Page.read(Page.ROOT.resolve("docs/aggregates.md")), "byte-buddy-maven-plugin"))
			.isEqualTo(property(build, "byte-buddy-maven-plugin.version"));
		assertThat(property(project, "eventsourcing.version")).isEqualTo(Build.version());
	}

	@Test
	void theJarRunsAndPrintsWhatThePageShows(@TempDir Path directory) throws Exception {
		try (Program program = Program.java(directory,
				List.of("-jar", BuiltJar.in(Build.project("getting-started").resolve("target")).file().toString()))) {
			assertThat(program.exitCode()).as(program.text()).isZero();
			assertThat(program.text().lines()).containsAll(PAGE.lines("text"));
		}
		assertThat(PAGE.lines("text")).hasSize(2);
	}

	private static Map<String, String> projectFiles() throws IOException {
		try (Stream<Path> sources = Files.walk(PROJECT.resolve("src"))) {
			return Stream.concat(Stream.of(PROJECT.resolve("pom.xml")), sources)
				.filter(Files::isRegularFile)
				.collect(
						Collectors.toMap((file) -> PROJECT.relativize(file).toString().replace('\\', '/'), Page::read));
		}
	}

	private static String version(String pom, String artifact) {
		return first(pom, "<artifactId>" + artifact + "</artifactId>\\s*<version>(.+?)</version>");
	}

	private static String property(String pom, String name) {
		return first(pom, "<" + name + ">(.+?)</" + name + ">");
	}

	private static String first(String text, String regex) {
		return Pattern.compile(regex).matcher(text).results().findFirst().orElseThrow().group(1);
	}

}
