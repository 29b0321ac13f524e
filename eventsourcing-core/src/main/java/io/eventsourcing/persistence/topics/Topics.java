package io.eventsourcing.persistence.topics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.Event;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.upcasting.UpcastStep;
import io.eventsourcing.persistence.upcasting.UpcastingDefinitionException;
import io.eventsourcing.upcasting.Upcaster;
import org.jspecify.annotations.Nullable;

/**
 * Maps the names of aggregates and events in a store to classes. A class is known once it
 * has been registered, or once one of its aggregates has been saved or loaded.
 * Thread-safe.
 * <p>
 * New events are stored under the current names. Aliases, which {@link AggregateName},
 * {@link Event} or the constructor specify, lead from earlier names to them. An alias of
 * a class applies to all its events.
 */
public final class Topics {

	/** By current names and aliases. */
	private final Map<String, RegisteredAggregate> byName = new ConcurrentHashMap<>();

	private final Map<Class<?>, RegisteredAggregate> byType = new ConcurrentHashMap<>();

	private final ConfiguredUpcasters upcasters;

	private final ConfiguredAliases aliases;

	/** Creates an empty registry, with the steps and aliases of annotations only. */
	public Topics() {
		this(List.of(), Map.of());
	}

	/**
	 * Creates an empty registry. Once all classes have been registered, {@link #verify()}
	 * checks the arguments.
	 * @param upcasters upcasting steps in addition to those that the classes declare
	 * @param aliases aliases in addition to those of annotations: the current names by
	 * the stored ones, both either of aggregates ({@code Hound} to {@code Dog}) or of
	 * events ({@code Dog.TrickLearned} to {@code Dog.TrickAdded})
	 */
	public Topics(Collection<? extends Upcaster> upcasters, Map<String, String> aliases) {
		this.upcasters = new ConfiguredUpcasters(upcasters);
		this.aliases = new ConfiguredAliases(aliases);
	}

	/**
	 * Registers an aggregate class. Registering it again has no effect.
	 * @return the name under which new events of the class are stored
	 * @throws TopicException if another class has one of its names, or an alias is not
	 * unique
	 */
	public String register(Class<? extends Aggregate> type) {
		return registered(type).name();
	}

	private RegisteredAggregate registered(Class<? extends Aggregate> type) {
		RegisteredAggregate registered = this.byType.get(type);
		return (registered != null) ? registered : registerNew(type);
	}

	private synchronized RegisteredAggregate registerNew(Class<? extends Aggregate> type) {
		RegisteredAggregate existing = this.byType.get(type);
		if (existing != null) {
			return existing;
		}
		List<UpcastStep> steps = this.upcasters.steps(RegisteredAggregate.currentName(type));
		RegisteredAggregate registered = RegisteredAggregate.of(type, this.aliases, steps);
		for (String name : registered.names()) {
			RegisteredAggregate other = this.byName.get(name);
			if (other != null) {
				throw UnknownTopics.sameName(name, other, registered);
			}
		}
		registered.names().forEach((name) -> this.byName.put(name, registered));
		this.byType.put(type, registered);
		return registered;
	}

	/**
	 * Returns the topics under which the events of a class are stored, such as
	 * {@code Dog.TrickAdded}, for use as a filter in a {@link NotificationQuery}. Those
	 * of aliases, and of events that upcasting replaces, are included. Registers the
	 * class.
	 */
	public Set<String> topicsOf(Class<? extends Aggregate> type) {
		return registered(type).topics();
	}

	/**
	 * Returns the topics under which one event of a class is stored, for use as a filter
	 * in a {@link NotificationQuery}. Those of aliases, and of events that upcasting
	 * turns into this event, are included. Registers the class.
	 * @param type the class of the aggregate
	 * @param eventType the name of the event within the class, such as {@code TrickAdded}
	 * @throws TopicException if the class has no such event
	 */
	public Set<String> topicsOf(Class<? extends Aggregate> type, String eventType) {
		RegisteredAggregate registered = registered(type);
		return registered.topics(find(registered.name(), eventType));
	}

	/**
	 * Returns all full names of an event, given one of them, without those of events that
	 * upcasting turns into it; if it is not known, only the given name.
	 */
	public Set<String> namesOf(Topic topic) {
		StoredEventType event = findOrNull(topic);
		return (event != null) ? aggregate(event).names(event) : Set.of(topic.toString());
	}

	/** Returns whether the class has the event in a newer version than the stored one. */
	public boolean isOutdated(StoredEvent event) {
		StoredEventType known = findOrNull(new Topic(event.originatorType(), event.eventType()));
		return known != null && known.type() != null && event.eventVersion() < known.version();
	}

	/**
	 * Returns the current full name of an event, given any name under which it is stored;
	 * returns the given name if it is not known.
	 */
	public Topic currentTopic(Topic stored) {
		StoredEventType event = findOrNull(stored);
		return (event != null) ? event.topic() : stored;
	}

	/**
	 * Returns the current name of an aggregate, given any name under which its events are
	 * stored; returns the given name if it is not known.
	 */
	public String currentName(String originatorType) {
		RegisteredAggregate registered = this.byName.get(originatorType);
		return (registered != null) ? registered.name() : originatorType;
	}

	/**
	 * Returns all names under which the events of an aggregate are stored, given one of
	 * them; returns only the given name if it is not known.
	 */
	public Set<String> namesOf(String originatorType) {
		RegisteredAggregate registered = this.byName.get(originatorType);
		return (registered != null) ? Set.copyOf(registered.names()) : Set.of(originatorType);
	}

	/** Returns a snapshot of the event types of all classes, by current topic. */
	public Map<String, EventType> eventTypes() {
		Map<String, EventType> types = new TreeMap<>();
		this.byType.values().forEach((registered) -> registered.events().values().forEach((event) -> {
			if (event.type() != null) {
				types.put(event.topic().toString(), event.type());
			}
		}));
		return types;
	}

	/**
	 * Returns a snapshot of all registered aggregate classes, in the order of their
	 * names.
	 */
	public List<ReadableAggregate> aggregates() {
		return this.byType.values()
			.stream()
			.map(RegisteredAggregate::readable)
			.sorted(Comparator.comparing(ReadableAggregate::name))
			.toList();
	}

	/**
	 * Returns the type of an event by its names in the store.
	 * @throws TopicException if no class has that name or alias, or the class has no such
	 * event
	 */
	public EventType resolve(String originatorType, String eventType) {
		EventType type = find(originatorType, eventType).type();
		if (type == null) {
			throw UnknownTopics.event(Objects.requireNonNull(this.byName.get(originatorType)), eventType, null);
		}
		return type;
	}

	/**
	 * Checks that each upcaster and each alias that was passed to the constructor applies
	 * to a registered class.
	 * @throws UpcastingDefinitionException if an upcaster does not
	 * @throws TopicException if an alias does not
	 */
	public void verify() {
		Set<String> known = currentNames();
		this.upcasters.requireTargets(known);
		known.addAll(eventTypes().keySet());
		this.aliases.requireTargets(known);
	}

	private Set<String> currentNames() {
		return this.byType.values()
			.stream()
			.map(RegisteredAggregate::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Returns what is known about a stored event. */
	public StoredEventType find(StoredEvent event) {
		return find(event.originatorType(), event.eventType(), event);
	}

	/** Returns what is known about an event by its names in the store. */
	public StoredEventType find(String originatorType, String eventType) {
		return find(originatorType, eventType, null);
	}

	private StoredEventType find(String originatorType, String eventType, @Nullable StoredEvent stored) {
		RegisteredAggregate registered = this.byName.get(originatorType);
		if (registered == null) {
			throw UnknownTopics.aggregate(originatorType, eventType, currentNames(), stored);
		}
		StoredEventType event = registered.events().get(eventType);
		if (event == null) {
			throw UnknownTopics.event(registered, eventType, stored);
		}
		return event;
	}

	private @Nullable StoredEventType findOrNull(Topic topic) {
		RegisteredAggregate registered = this.byName.get(topic.originatorType());
		return (registered != null) ? registered.events().get(topic.eventType()) : null;
	}

	private RegisteredAggregate aggregate(StoredEventType event) {
		return Objects.requireNonNull(this.byName.get(event.topic().originatorType()));
	}

}
