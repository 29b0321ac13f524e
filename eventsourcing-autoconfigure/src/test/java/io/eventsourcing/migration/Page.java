package io.eventsourcing.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page about coming from another library. */
public record Page(String name) {

	/** Returns the snippets in a language, in order. */
	public List<String> snippets(String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(text())
			.results()
			.map((snippet) -> snippet.group(1))
			.toList();
	}

	/** Returns the only statement that starts with a text. */
	public String sql(String start) {
		List<String> found = snippets("sql").stream().filter((snippet) -> snippet.startsWith(start)).toList();
		if (found.size() != 1) {
			throw new IllegalArgumentException(found.size() + " snippets of " + this.name + " start with " + start);
		}
		return found.get(0);
	}

	private String text() {
		try {
			return Files.readString(Path.of("../docs/migration").resolve(this.name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
