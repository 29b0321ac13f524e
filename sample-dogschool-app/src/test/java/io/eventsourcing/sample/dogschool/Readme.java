package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README of the project. */
final class Readme {

	static final Path ROOT = Path.of("..");

	private Readme() {
	}

	static String text() {
		try {
			return Files.readString(ROOT.resolve("README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The snippets in a language, in order. */
	static List<String> snippets(String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(text())
			.results()
			.map((snippet) -> snippet.group(1))
			.toList();
	}

}
