package io.eventsourcing.persistence.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that contains an earlier catalogue.
 *
 * @param path the file
 * @param updated whether the file is rewritten if stored events stay readable
 * @param readOnly whether the file is never written
 */
record CatalogFile(Path path, boolean updated, boolean readOnly) {

	private static final String UPDATE = "eventsourcing.catalog";

	/**
	 * Returns the file with the settings of the system: {@code eventsourcing.catalog} is
	 * a system property, and {@code CI} an environment variable that build servers set.
	 */
	static CatalogFile of(Path path) {
		String server = System.getenv("CI");
		return new CatalogFile(path, "update".equals(System.getProperty(UPDATE)),
				server != null && !server.isEmpty() && !server.equalsIgnoreCase("false"));
	}

	/**
	 * Compares the file with the current catalogue.
	 * @throws AssertionError if they differ; the message says what to do
	 */
	void verify(List<CatalogNode> current) {
		List<String> lines = CatalogNode.lines(current);
		if (!Files.exists(this.path)) {
			create(lines);
		}
		List<String> stored = read();
		if (stored.equals(lines)) {
			return;
		}
		List<CatalogNode> earlier = parse(stored);
		List<String> problems = CatalogComparison.problems(earlier, current);
		if (!problems.isEmpty()) {
			throw new AssertionError(
					"The application could no longer read all events that are stored:\n  %s\nIf such events are stored nowhere, because they were never released, delete their lines from %s."
						.formatted(String.join("\n  ", problems), this.path));
		}
		if (!this.updated || this.readOnly) {
			throw new AssertionError(
					"The events have changed, and all stored ones stay readable:\n  %s\nTo accept this, run with -D%s=update, and commit %s."
						.formatted(String.join("\n  ", differences(earlier, current)), UPDATE, this.path));
		}
		write(lines);
	}

	private void create(List<String> lines) {
		if (this.readOnly) {
			throw new AssertionError(
					"The event catalogue %s does not exist. Run this test on your own machine, where it writes the file, and commit the file."
						.formatted(this.path));
		}
		write(lines);
		throw new AssertionError(
				"The event catalogue %s did not exist. It was written now: commit it.".formatted(this.path));
	}

	private List<CatalogNode> parse(List<String> lines) {
		try {
			return CatalogParser.parse(lines);
		}
		catch (IllegalArgumentException ex) {
			throw new AssertionError("%s (in the file %s). Restore the file.".formatted(ex.getMessage(), this.path),
					ex);
		}
	}

	private List<String> read() {
		try {
			return Files.readAllLines(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The event catalogue %s cannot be read".formatted(this.path), ex);
		}
	}

	private void write(List<String> lines) {
		try {
			Path folder = this.path.toAbsolutePath().getParent();
			if (folder != null) {
				Files.createDirectories(folder);
			}
			Files.writeString(this.path, String.join("\n", lines) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The event catalogue %s cannot be written".formatted(this.path), ex);
		}
	}

	/** Returns the lines that were added or removed, each with those above it. */
	private static List<String> differences(List<CatalogNode> earlier, List<CatalogNode> current) {
		List<String> old = paths("", earlier);
		List<String> now = paths("", current);
		List<String> differences = new ArrayList<>();
		old.stream().filter((path) -> !now.contains(path)).forEach((path) -> differences.add("- " + path));
		now.stream().filter((path) -> !old.contains(path)).forEach((path) -> differences.add("+ " + path));
		return differences.isEmpty() ? List.of("The order of the lines has changed.") : differences;
	}

	private static List<String> paths(String above, List<CatalogNode> nodes) {
		List<String> paths = new ArrayList<>();
		for (CatalogNode node : nodes) {
			paths.add(above + node.line());
			paths.addAll(paths(above + node.name() + " > ", node.parts()));
		}
		return paths;
	}

}
