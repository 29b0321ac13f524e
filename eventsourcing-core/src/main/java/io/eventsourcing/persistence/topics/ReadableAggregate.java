package io.eventsourcing.persistence.topics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.eventsourcing.domain.Aggregate;

/**
 * An aggregate class whose stored events can be read, with the names under which they can
 * be stored.
 *
 * @param name the name under which new events are stored
 * @param aliases the earlier names
 * @param type the class
 * @param events the events, in the order of their names
 */
public record ReadableAggregate(String name, Set<String> aliases, Class<? extends Aggregate> type,
		List<ReadableEvent> events) {

	public ReadableAggregate {
		aliases = new TreeSet<>(aliases);
		events = List.copyOf(events);
	}

	/** Returns the event that is stored under the name, if there is one. */
	public Optional<ReadableEvent> event(String storedName) {
		return this.events.stream().filter((event) -> event.isNamed(storedName)).findFirst();
	}

	/** Returns whether events are stored under the name. */
	public boolean isNamed(String storedName) {
		return this.name.equals(storedName) || this.aliases.contains(storedName);
	}

}
