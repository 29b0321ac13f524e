package io.eventsourcing.persistence.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Reads the lines of a catalogue. */
final class CatalogParser {

	static final String INDENTATION = "  ";

	/** The lines of aggregates, of events, and of everything below. */
	private static final List<Pattern> LINES = List.of(Pattern.compile("(?<name>.+?)(?: \\((?<details>.*)\\))?"),
			Pattern.compile("(?<name>\\S+) (?<version>\\d+)(?: \\((?<details>.*)\\))?"),
			Pattern.compile("(?<name>[^:(]+?)(?: \\((?<details>[^)]*)\\))?(?:: (?<type>.+))?"));

	private final List<String> lines;

	private int next;

	private CatalogParser(List<String> lines) {
		this.lines = lines;
	}

	/**
	 * @throws IllegalArgumentException if a line has another form; the message contains
	 * it
	 */
	static List<CatalogNode> parse(List<String> lines) {
		CatalogParser parser = new CatalogParser(lines.stream().filter((line) -> !line.isBlank()).toList());
		List<CatalogNode> nodes = parser.nodes(0);
		if (parser.next < parser.lines.size()) {
			throw parser.invalid();
		}
		return nodes;
	}

	private List<CatalogNode> nodes(int depth) {
		String indentation = INDENTATION.repeat(depth);
		List<CatalogNode> nodes = new ArrayList<>();
		while (this.next < this.lines.size()) {
			String line = this.lines.get(this.next);
			if (!line.startsWith(indentation) || line.startsWith(" ", indentation.length())) {
				return nodes;
			}
			nodes.add(node(line.substring(indentation.length()), depth));
		}
		return nodes;
	}

	private CatalogNode node(String line, int depth) {
		Matcher matcher = LINES.get(Math.min(depth, 2)).matcher(line);
		if (!matcher.matches()) {
			throw invalid();
		}
		this.next++;
		String details = orEmpty(matcher.group("details"));
		return new CatalogNode(matcher.group("name"), (depth == 1) ? Integer.parseInt(matcher.group("version")) : 0,
				values(details, "was "),
				values(details, "reads ").stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new)),
				List.of(details.split("; ")).contains("removed"), (depth > 1) ? orEmpty(matcher.group("type")) : "",
				nodes(depth + 1));
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static Set<String> values(String details, String label) {
		for (String detail : details.split("; ")) {
			if (detail.startsWith(label)) {
				return new TreeSet<>(List.of(detail.substring(label.length()).split(", ")));
			}
		}
		return Set.of();
	}

	private IllegalArgumentException invalid() {
		return new IllegalArgumentException(
				"This line of the event catalogue is invalid: '%s'".formatted(this.lines.get(this.next)));
	}

}
