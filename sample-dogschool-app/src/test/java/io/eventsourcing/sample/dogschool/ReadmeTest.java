package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That the README shows what is compiled and run here, and nothing else. */
class ReadmeTest {

	private static final List<String> SOURCES = List.of("src/main/java", "src/test/java", "src/main/resources");

	@Test
	void everyJavaSnippetIsCompiledAndRun() {
		String sources = normalised(SOURCES.stream().flatMap(ReadmeTest::files).map(ReadmeTest::read).toList());
		List<String> snippets = Readme.snippets("java");
		assertThat(snippets).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((snippet) -> assertThat(sources).contains(normalised(List.of(snippet))));
	}

	@Test
	void everyYamlSnippetIsUsed() {
		String sources = normalised(files("src/main/resources").map(ReadmeTest::read).toList());
		assertThat(Readme.snippets("yaml")).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(sources).contains(normalised(List.of(snippet))));
	}

	@Test
	void versionsAreThoseOfTheBuild() {
		String build = read(Readme.ROOT.resolve("pom.xml"));
		assertThat(Readme.snippets("xml")).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(Pattern.compile("<version>(.+?)</version>").matcher(snippet).results())
				.allSatisfy((version) -> assertThat(build).contains(">" + version.group(1) + "<")));
	}

	@Test
	void linksLeadSomewhere() {
		Stream<MatchResult> links = Pattern.compile("]\\(([^)]+)\\)").matcher(Readme.text()).results();
		assertThat(links.map((link) -> Readme.ROOT.resolve(link.group(1)))).isNotEmpty()
			.allSatisfy((path) -> assertThat(path).exists());
	}

	private static String normalised(List<String> texts) {
		return String.join("\n", texts).replaceAll("\\s+", " ").strip();
	}

	private static Stream<Path> files(String directory) {
		try {
			return Files.walk(Path.of(directory)).filter(Files::isRegularFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
