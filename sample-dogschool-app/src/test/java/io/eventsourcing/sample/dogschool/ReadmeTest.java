package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the README and the other pages show what is compiled and run here, and nothing
 * else.
 */
class ReadmeTest {

	/** Stands for lines of the source that a snippet leaves out. */
	private static final String OMISSION = "// \\.\\.\\.";

	private static final List<String> SOURCES = List.of("src/main/java", "src/test/java", "src/main/resources",
			"src/test/resources", "../docs/getting-started/src");

	@ParameterizedTest
	@MethodSource("pagesWithJava")
	void everyJavaSnippetIsCompiledAndRun(String page) {
		List<String> sources = sources();
		assertThat(Readme.snippets(page, "java")).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(sources).anySatisfy((source) -> assertThat(source)
				.containsSubsequence(Stream.of(snippet.split(OMISSION)).map(ReadmeTest::normalised).toList())));
	}

	/** All but the pages whose code is compiled in other modules. */
	static Stream<String> pagesWithJava() throws IOException {
		try (Stream<Path> files = Files.list(Readme.ROOT.resolve("docs"))) {
			List<String> pages = files.map((file) -> "docs/" + file.getFileName())
				.filter((page) -> page.endsWith(".md") && !page.equals("docs/getting-started.md"))
				.filter((page) -> read(Readme.ROOT.resolve(page)).contains("```java"))
				.toList();
			assertThat(pages).hasSizeGreaterThan(12);
			return Stream.concat(Stream.of("README.md"), pages.stream());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/projections.md", "docs/remote-log.md", "docs/events.md" })
	void everyYamlSnippetIsUsed(String page) {
		List<String> sources = sources();
		assertThat(Readme.snippets(page, "yaml")).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(sources)
				.anySatisfy((source) -> assertThat(source).contains(normalised(snippet))));
	}

	@Test
	void everySqlSnippetIsUsed() {
		List<String> sources = sources();
		assertThat(Readme.snippets("docs/examples.md", "sql")).hasSize(2)
			.allSatisfy((snippet) -> assertThat(sources)
				.anySatisfy((source) -> assertThat(source).contains(normalised(snippet))));
	}

	@Test
	void everyXmlSnippetIsUsed() {
		String build = read(Readme.ROOT.resolve("docs/getting-started/pom.xml"));
		Matcher version = Pattern.compile("<eventsourcing.version>(.+?)</").matcher(build);
		assertThat(version.find()).isTrue();
		String resolved = normalised(build.replace("${eventsourcing.version}", version.group(1)));
		assertThat(Readme.snippets("README.md", "xml")).hasSize(2)
			.allSatisfy((snippet) -> assertThat(resolved).contains(normalised(snippet)));
	}

	private static List<String> sources() {
		return SOURCES.stream()
			.flatMap(ReadmeTest::files)
			.filter((file) -> !file.toString().endsWith("ReadmeTest.java"))
			.map(ReadmeTest::read)
			.map(ReadmeTest::normalised)
			.toList();
	}

	private static String normalised(String text) {
		return text.replaceAll("\\s+", " ").strip();
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
