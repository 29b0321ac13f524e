package io.eventsourcing.persistence.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.domain.Topic;

/**
 * Aliases of aggregates and events that are not specified by annotations. Thread-safe.
 */
final class ConfiguredAliases {

	/** The current names by the stored ones. */
	private final Map<String, String> targets;

	/** The stored names whose target exists. */
	private final Set<String> used = ConcurrentHashMap.newKeySet();

	/**
	 * @param targets the current names of aggregates or events by the names under which
	 * they are stored, such as {@code Hound} to {@code Dog}, or {@code Dog.TrickLearned}
	 * to {@code Dog.TrickAdded}
	 */
	ConfiguredAliases(Map<String, String> targets) {
		this.targets = new TreeMap<>(targets);
	}

	/** Returns the aliases of an aggregate. */
	List<String> ofAggregate(String name) {
		List<String> aliases = this.targets.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(name))
			.map(Map.Entry::getKey)
			.toList();
		this.used.addAll(aliases);
		return aliases;
	}

	/**
	 * Returns the names of events of an aggregate by their aliases.
	 * @throws TopicException if an alias belongs to another aggregate
	 */
	Map<String, String> ofEvents(RegisteredAggregate aggregate) {
		Map<String, String> events = new HashMap<>();
		String prefix = aggregate.name() + ".";
		Set<String> names = aggregate.currentAndRemovedEvents();
		this.targets.forEach((alias, target) -> {
			if (target.startsWith(prefix) && names.contains(target.substring(prefix.length()))) {
				events.put(eventName(alias, target, aggregate), target.substring(prefix.length()));
				this.used.add(alias);
			}
			else if (target.equals(aggregate.name())) {
				requireNoEvent(alias, aggregate);
			}
		});
		return events;
	}

	private static String eventName(String alias, String target, RegisteredAggregate aggregate) {
		for (String name : aggregate.names()) {
			if (alias.startsWith(name + ".") && alias.indexOf('.', name.length() + 1) < 0) {
				return Topic.parse(alias).eventType();
			}
		}
		throw new TopicException(
				"The alias '%s' leads to the event %s of %s, but is not the full name of an event of that aggregate, whose names are %s."
					.formatted(alias, target, aggregate.type().getName(), aggregate.names()),
				"An event can only be renamed within its aggregate: use an alias such as '%s.%s', or add another name of the aggregate first."
					.formatted(aggregate.name(), alias.substring(alias.lastIndexOf('.') + 1)));
	}

	private static void requireNoEvent(String alias, RegisteredAggregate aggregate) {
		for (String name : aggregate.names()) {
			if (alias.startsWith(name + ".")) {
				throw new TopicException(
						"The alias '%s' is the full name of an event, but leads to the aggregate %s.".formatted(alias,
								aggregate.name()),
						"Let it lead to an event, such as '%s'."
							.formatted(new Topic(aggregate.name(), aggregate.currentEvents().iterator().next())));
			}
		}
	}

	/**
	 * Checks that all aliases lead to existing aggregates and events.
	 * @param known the current names of all aggregates and events
	 * @throws TopicException if one does not
	 */
	void requireTargets(Collection<String> known) {
		this.targets.forEach((alias, target) -> {
			if (!this.used.contains(alias)) {
				throw new TopicException(
						"The alias '%s' leads to '%s', but no aggregate or event has this name, only %s."
							.formatted(alias, target, known),
						Suggestion.didYouMean(target, known) + "Correct the name, or remove the alias.");
			}
		});
	}

}
