package io.eventsourcing.persistence.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.upcasting.UpcastStep;
import io.eventsourcing.persistence.upcasting.Upcasting;

/**
 * The names under which the events of an aggregate class are stored. Immutable.
 */
final class RegisteredAggregate {

	private static final int MAX_LENGTH = 200;

	private final Class<? extends Aggregate> type;

	/** The current name, followed by the aliases. */
	private final List<String> names = new ArrayList<>();

	/** By their current names and by their aliases. */
	private final Map<String, StoredEventType> events = new HashMap<>();

	private final Upcasting upcasting;

	private RegisteredAggregate(Class<? extends Aggregate> type, String name, Collection<UpcastStep> beans) {
		this.type = type;
		this.names.add(name);
		this.upcasting = Upcasting.of(type, beans);
		EventType.of(type).forEach((event) -> this.events.put(event.name(), stored(event)));
		this.upcasting.events()
			.forEach((removed) -> this.events.computeIfAbsent(removed,
					(event) -> new StoredEventType(new Topic(name, event), null, this.upcasting.currentVersion(event),
							this.upcasting)));
	}

	private StoredEventType stored(EventType event) {
		return new StoredEventType(new Topic(name(), event.name()), event, this.upcasting.currentVersion(event.name()),
				this.upcasting);
	}

	/**
	 * Returns the names of a class.
	 * @param beans the upcasting steps that are beans
	 * @throws TopicException if an alias of the class or of an event is not unique
	 */
	static RegisteredAggregate of(Class<? extends Aggregate> type, ConfiguredAliases configured,
			Collection<UpcastStep> beans) {
		String name = currentName(type);
		RegisteredAggregate registered = new RegisteredAggregate(type, name, beans);
		AggregateName annotation = type.getDeclaredAnnotation(AggregateName.class);
		if (annotation != null) {
			List.of(annotation.aliases()).forEach(registered::addAlias);
		}
		configured.ofAggregate(name).forEach(registered::addAlias);
		EventType.of(type)
			.forEach((event) -> event.aliases().forEach((alias) -> registered.addAlias(alias, event.name())));
		configured.ofEvents(registered).forEach(registered::addAlias);
		return registered;
	}

	/** Returns the name under which new events of a class are stored. */
	static String currentName(Class<? extends Aggregate> type) {
		AggregateName annotation = type.getDeclaredAnnotation(AggregateName.class);
		boolean specified = annotation != null && !annotation.value().isEmpty();
		return requireStorable(specified ? annotation.value() : type.getSimpleName(), type);
	}

	private static String requireStorable(String name, Class<?> type) {
		if (name.isBlank() || name.length() > MAX_LENGTH) {
			throw new TopicException("The class %s has no name that can be stored.".formatted(type.getName()),
					"Give it a name of 1 to %d characters with @AggregateName.".formatted(MAX_LENGTH));
		}
		return name;
	}

	private void addAlias(String alias) {
		requireStorable(alias, this.type);
		if (alias.equals(name())) {
			throw new TopicException(
					"The alias '%s' of the aggregate %s is its own name.".formatted(alias, this.type.getName()),
					"Remove the alias.");
		}
		if (!this.names.contains(alias)) {
			this.names.add(alias);
		}
	}

	private void addAlias(String alias, String event) {
		StoredEventType target = Objects.requireNonNull(this.events.get(event));
		if (alias.equals(event)) {
			throw new TopicException("The alias '%s' of the event %s is its own name.".formatted(alias, target.topic()),
					"Remove the alias.");
		}
		StoredEventType other = this.events.putIfAbsent(alias, target);
		if (other != null && other != target) {
			throw new TopicException(
					"The alias '%s' of the event %s of %s is also %s of the event %s.".formatted(alias, target.topic(),
							this.type.getName(), other.topic().eventType().equals(alias) ? "the name" : "an alias",
							other.topic()),
					"Remove the alias from one of them: a stored name can lead to one event only.");
		}
	}

	Class<? extends Aggregate> type() {
		return this.type;
	}

	/** Returns the name under which new events are stored. */
	String name() {
		return this.names.get(0);
	}

	/** Returns the current name and the aliases. */
	List<String> names() {
		return this.names;
	}

	/** Returns the events by their current names and by their aliases. */
	Map<String, StoredEventType> events() {
		return this.events;
	}

	/** Returns the current names of the events that the class has. */
	Set<String> currentEvents() {
		return EventType.of(this.type).stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Returns the current names of all events, those that upcasting replaces included.
	 */
	Set<String> currentAndRemovedEvents() {
		Set<String> names = currentEvents();
		names.addAll(this.upcasting.events());
		return names;
	}

	/** Returns all topics under which events of the class are stored. */
	Set<String> topics() {
		return topicsLeadingTo(this.events.values());
	}

	/** Returns the topics under which one event itself is stored. */
	Set<String> names(StoredEventType event) {
		return topicsLeadingTo(Set.of(event));
	}

	/**
	 * Returns all topics under which one event is stored: those of its aliases, and those
	 * of events that upcasting turns into it.
	 */
	Set<String> topics(StoredEventType event) {
		Set<StoredEventType> sources = new HashSet<>(Set.of(event));
		this.upcasting.sources(event.topic().eventType())
			.forEach((source) -> sources.add(Objects.requireNonNull(this.events.get(source))));
		return topicsLeadingTo(sources);
	}

	/**
	 * Returns all topics that lead to the given events, under each name of the class. All
	 * filters by names use this method.
	 */
	private Set<String> topicsLeadingTo(Collection<StoredEventType> targets) {
		Set<String> topics = new HashSet<>();
		this.events.forEach((event, target) -> {
			if (targets.contains(target)) {
				this.names.forEach((name) -> topics.add(new Topic(name, event).toString()));
			}
		});
		return Set.copyOf(topics);
	}

	/** Returns the names and versions under which events of the class can be stored. */
	ReadableAggregate readable() {
		Map<StoredEventType, Set<String>> names = new HashMap<>();
		this.events.forEach((name, event) -> names.computeIfAbsent(event, (each) -> new TreeSet<>()).add(name));
		List<ReadableEvent> readable = new ArrayList<>();
		names.forEach((event, all) -> {
			String name = event.topic().eventType();
			all.remove(name);
			readable
				.add(new ReadableEvent(name, all, event.type(), this.upcasting.firstVersion(name), event.version()));
		});
		readable.sort(Comparator.comparing(ReadableEvent::name));
		return new ReadableAggregate(name(), Set.copyOf(this.names.subList(1, this.names.size())), this.type, readable);
	}

}
