package io.eventsourcing.sample.dogschool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README of the project, and its other pages. */
final class Readme {

	static final Path ROOT = Path.of("..");

	private Readme() {
	}

	static String text() {
		return text("README.md");
	}

	private static String text(String page) {
		try {
			return Files.readString(ROOT.resolve(page));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The snippets of the README in a language, in order. */
	static List<String> snippets(String language) {
		return snippets("README.md", language);
	}

	/** The snippets of a page in a language, in order. */
	static List<String> snippets(String page, String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(text(page))
			.results()
			.map((snippet) -> snippet.group(1))
			.toList();
	}

}
