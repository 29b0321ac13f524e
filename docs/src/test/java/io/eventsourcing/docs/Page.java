package io.eventsourcing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
record Page(Path file) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	/** All pages, the README and the guide for coding assistants among them. */
	static List<Page> all() {
		try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(root, docs)
				.filter((file) -> file.toString().endsWith(".md") || file.endsWith("llms.txt"))
				.filter((file) -> !file.startsWith(ROOT.resolve("docs/target")))
				.map(Page::new)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		return read(this.file);
	}

	/** The targets of links within the repository. */
	List<String> links() {
		return find("]\\(([^)]+)\\)").map((link) -> link.group(1)).filter((link) -> !link.contains(":")).toList();
	}

	/** What a link to a heading has after its hash sign. */
	Set<String> anchors() {
		return find("(?m)^#+ (.+)$").map((heading) -> heading.group(1).toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	/** The snippets that have the name of a file above them, by these names. */
	Map<String, String> files() {
		return find("(?s)\\*\\*`([^`\n]+)`\\*\\*\n\n```\\w+\n(.*?)```")
			.collect(Collectors.toMap((file) -> file.group(1), (file) -> file.group(2)));
	}

	/** The lines of the snippets in a language. */
	List<String> lines(String language) {
		return find("(?s)```" + language + "\n(.*?)```").flatMap((snippet) -> snippet.group(1).lines()).toList();
	}

	private Stream<MatchResult> find(String regex) {
		return Pattern.compile(regex).matcher(text()).results();
	}

}
