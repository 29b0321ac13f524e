package io.eventsourcing.persistence.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a catalogue, with the lines that are indented below it: an aggregate, an
 * event, an attribute, or a part of its value. Immutable.
 *
 * @param name the name
 * @param version the version of an event, otherwise 0
 * @param aliases the earlier names
 * @param reads the older versions of an event that can be read
 * @param removed whether the class no longer has the event, which steps then replace
 * @param type the type of an attribute, with a question mark if it may be missing;
 * otherwise an empty string
 * @param parts the lines below
 */
record CatalogNode(String name, int version, Set<String> aliases, Set<Integer> reads, boolean removed, String type,
		List<CatalogNode> parts) {

	CatalogNode {
		aliases = new TreeSet<>(aliases);
		reads = new TreeSet<>(reads);
		parts = List.copyOf(parts);
	}

	/** Returns the names under which it is stored. */
	Set<String> names() {
		Set<String> names = new TreeSet<>(this.aliases);
		names.add(this.name);
		return names;
	}

	/** Returns the stored versions of an event that can be read. */
	Set<Integer> readable() {
		Set<Integer> readable = new TreeSet<>(this.reads);
		if (!this.removed) {
			readable.add(this.version);
		}
		return readable;
	}

	/** Returns whether the value may be missing in a stored event. */
	boolean isOptional() {
		return this.type.isEmpty() || this.type.endsWith("?") || this.type.startsWith("Optional");
	}

	/** Returns the line, without indentation. */
	String line() {
		String details = Stream
			.of(detail("was ", this.aliases), this.removed ? "removed" : "", detail("reads ", this.reads))
			.filter((detail) -> !detail.isEmpty())
			.collect(Collectors.joining("; "));
		return this.name + ((this.version > 0) ? " " + this.version : "")
				+ (details.isEmpty() ? "" : " (" + details + ")") + (this.type.isEmpty() ? "" : ": " + this.type);
	}

	private static String detail(String label, Collection<?> values) {
		return values.isEmpty() ? ""
				: values.stream().map(String::valueOf).collect(Collectors.joining(", ", label, ""));
	}

	/** Returns all lines, indented. */
	static List<String> lines(List<CatalogNode> nodes) {
		List<String> lines = new ArrayList<>();
		nodes.forEach((node) -> {
			lines.add(node.line());
			lines(node.parts()).forEach((line) -> lines.add(CatalogParser.INDENTATION + line));
		});
		return lines;
	}

}
