package io.eventsourcing.docs;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
	void packagesContainTheTypesThatThePageNames() {
		List<String> types = Pattern.compile("(?m)^\\| (`io\\.eventsourcing\\.[^|]+) \\| ([^|]+) \\|$")
			.matcher(PAGE.text())
			.results()
			.flatMap((row) -> types(row.group(1), row.group(2)))
			.toList();
		assertThat(types).hasSizeGreaterThan(40).allSatisfy((name) -> {
			Class<?> type = Class.forName(name.replace("@", ""), false, getClass().getClassLoader());
			assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
			assertThat(type.isAnnotation()).isEqualTo(name.contains("@"));
		});
	}

	/**
	 * The names of types of several packages, all but the first of which have the same
	 * parent as the first, and whose types are separated by semicolons.
	 */
	private static Stream<String> types(String packages, String types) {
		List<String> names = code(packages);
		String[] groups = types.split(";");
		assertThat(groups).as(packages).hasSameSizeAs(names);
		String first = names.get(0);
		return IntStream.range(0, groups.length).boxed().flatMap((i) -> {
			String name = (i == 0) ? first : first.substring(0, first.lastIndexOf('.')) + names.get(i);
			return code(groups[i]).stream().map((type) -> name + "." + type);
		});
	}

	private static List<String> code(String text) {
		return Pattern.compile("`([^`]+)`").matcher(text).results().map((name) -> name.group(1)).toList();
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

}
