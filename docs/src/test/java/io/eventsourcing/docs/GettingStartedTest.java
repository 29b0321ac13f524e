package io.eventsourcing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

	private static final Path BUILT = Page.ROOT.resolve("docs/target/it/getting-started/target");

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
		assertThat(version(project, "byte-buddy-maven-plugin"))
			.isEqualTo(property(build, "byte-buddy-maven-plugin.version"));
		assertThat(property(project, "eventsourcing.version")).isEqualTo(version(build, "eventsourcing-parent"));
	}

	@Test
	void theJarRunsAndPrintsWhatThePageShows(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("output.txt");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				jar().toString())
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
			assertThat(output).content().contains(PAGE.lines("text"));
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
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

	private static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(BUILT)) {
			List<Path> jars = files.filter((file) -> file.toString().endsWith(".jar")).toList();
			assertThat(jars).hasSize(1);
			return jars.get(0);
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
