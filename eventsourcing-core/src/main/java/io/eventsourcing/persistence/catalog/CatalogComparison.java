package io.eventsourcing.persistence.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Suggestion;

/**
 * Finds what prevents events that were stored according to an earlier catalogue from
 * being read according to the current one.
 */
final class CatalogComparison {

	private final List<String> problems = new ArrayList<>();

	private CatalogComparison() {
	}

	/** Returns a sentence for each problem. */
	static List<String> problems(List<CatalogNode> earlier, List<CatalogNode> current) {
		CatalogComparison comparison = new CatalogComparison();
		comparison.compareAggregates(earlier, current);
		return comparison.problems;
	}

	private void compareAggregates(List<CatalogNode> earlier, List<CatalogNode> current) {
		for (CatalogNode old : earlier) {
			for (String name : old.names()) {
				find(name, current).ifPresentOrElse((found) -> {
					if (name.equals(old.name())) {
						compareEvents(old, found);
					}
				}, () -> add(
						"%s: no aggregate class has this name or alias. %sAdd \"%s\" to the aliases of the class that now has its events.",
						name, suggestion(name, current, earlier), name));
			}
		}
	}

	private void compareEvents(CatalogNode earlier, CatalogNode current) {
		for (CatalogNode old : earlier.parts()) {
			for (String name : old.names()) {
				String topic = earlier.name() + "." + name;
				find(name, current.parts()).ifPresentOrElse((found) -> {
					if (name.equals(old.name())) {
						compareEvent(topic, old, found);
					}
				}, () -> add(
						"%s: %s has no event of this name or alias. %sAdd \"%s\" to the aliases of the event that replaces it, or add a step (@Upcast) that does.",
						topic, current.name(), suggestion(name, current.parts(), earlier.parts()), name));
			}
		}
	}

	private void compareEvent(String topic, CatalogNode old, CatalogNode current) {
		Set<Integer> readable = current.readable();
		for (int version : old.readable()) {
			if (version > current.version()) {
				add("%s: its version was %d and is now %d. Restore the step (@Upcast) from version %d.", topic, version,
						current.version(), version - 1);
			}
			else if (!readable.contains(version)) {
				add("%s: no step reads version %d. Restore the step (@Upcast) from that version.", topic, version);
			}
		}
		if (old.version() == current.version() && !old.removed() && !current.removed()) {
			compareParts(topic, old.parts(), current.parts(),
					"or add a step (@Upcast) from version %d".formatted(old.version()));
		}
	}

	private void compareParts(String path, List<CatalogNode> earlier, List<CatalogNode> current, String step) {
		for (CatalogNode old : earlier) {
			String name = path + "." + old.name();
			find(old.name(), current).ifPresentOrElse((found) -> {
				comparePart(name, old, found, step);
				compareParts(name, old.parts(), found.parts(), step);
			}, () -> add("%s: it was removed or renamed. Restore it, %s.", name, step));
		}
		for (CatalogNode added : current) {
			boolean known = added.names().stream().anyMatch((name) -> find(name, earlier).isPresent());
			if (!known && !added.isOptional()) {
				add("%s.%s: it was added but cannot be null, although events without it are stored. Make it nullable, %s.",
						path, added.name(), step);
			}
		}
	}

	private void comparePart(String name, CatalogNode old, CatalogNode current, String step) {
		if (!TypeNames.areSame(old, current)) {
			add("%s: its type was %s and is now %s. Restore it, %s.", name, old.type(), current.type(), step);
		}
		else if (old.isOptional() && !current.isOptional()) {
			add("%s: it may be null in stored events, and now cannot be null. Make it nullable, %s.", name, step);
		}
	}

	private void add(String problem, Object... arguments) {
		this.problems.add(problem.formatted(arguments));
	}

	private static Optional<CatalogNode> find(String name, Collection<CatalogNode> nodes) {
		return nodes.stream().filter((node) -> node.names().contains(name)).findFirst();
	}

	/** Suggests a similar name that is new, or the only new one. */
	private static String suggestion(String name, List<CatalogNode> current, List<CatalogNode> earlier) {
		Set<String> added = current.stream()
			.filter((node) -> !node.removed())
			.map(CatalogNode::name)
			.filter((each) -> find(each, earlier).isEmpty())
			.collect(Collectors.toSet());
		return Suggestion.nearest(name, added)
			.or(() -> added.stream().filter((only) -> added.size() == 1).findFirst())
			.map("It may now be called %s. "::formatted)
			.orElse("");
	}

}
