package io.eventsourcing.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That the pages show code that is compiled and run here. */
class PagesTest {

	/** Stands for lines of the source that a snippet leaves out. */
	private static final String OMISSION = "// \\.\\.\\.";

	@ParameterizedTest
	@CsvSource({ "axon, 1", "jpa, 3", "modulith, 4" })
	void everyJavaSnippetIsCompiled(String page, int count) throws IOException {
		List<String> sources = sources(page);
		assertThat(new Page(page + ".md").snippets("java")).hasSize(count)
			.allSatisfy((snippet) -> assertThat(sources).anySatisfy((source) -> assertThat(source)
				.containsSubsequence(Stream.of(snippet.split(OMISSION)).map(PagesTest::normalized).toList())));
	}

	private static List<String> sources(String page) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/test/java/io/eventsourcing/migration", page))) {
			return files.map(PagesTest::read).map(PagesTest::normalized).toList();
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

	private static String normalized(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

}
