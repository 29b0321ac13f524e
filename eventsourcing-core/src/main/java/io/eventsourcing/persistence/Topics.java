package io.eventsourcing.persistence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.upcasting.UpcastStep;
import io.eventsourcing.persistence.upcasting.Upcasting;
import io.eventsourcing.persistence.upcasting.UpcastingDefinitionException;
import io.eventsourcing.upcasting.Upcaster;

/**
 * Maps the names of aggregates and events in a store to classes. A class is known once it
 * has been registered, or once an aggregate of it has been saved or loaded. Thread-safe.
 */
public final class Topics {

	private record Registered(Class<? extends Aggregate> type, Map<String, StoredEventType> events) {

		static Registered of(Class<? extends Aggregate> type, String name, List<UpcastStep> beans) {
			Upcasting upcasting = Upcasting.of(type, beans);
			Map<String, StoredEventType> events = new HashMap<>();
			for (EventType event : EventType.of(type)) {
				events.put(event.name(), new StoredEventType(new Topic(name, event.name()), event,
						upcasting.currentVersion(event.name()), upcasting));
			}
			for (String removed : upcasting.events()) {
				events.computeIfAbsent(removed, (event) -> new StoredEventType(new Topic(name, event), null,
						upcasting.currentVersion(event), upcasting));
			}
			return new Registered(type, events);
		}

		Set<String> currentNames() {
			return this.events.values()
				.stream()
				.filter((event) -> event.type() != null)
				.map((event) -> event.topic().eventType())
				.collect(Collectors.toCollection(TreeSet::new));
		}

	}

	private final Map<String, Registered> byName = new ConcurrentHashMap<>();

	private final Map<Class<?>, String> names = new ConcurrentHashMap<>();

	/** The upcasters that are beans, by the name of the aggregate. */
	private final Map<String, List<Upcaster>> upcasters;

	/** Creates an empty registry, without upcasters that are beans. */
	public Topics() {
		this(List.of());
	}

	/**
	 * Creates an empty registry.
	 * @param upcasters upcasting steps in addition to those that the classes declare; see
	 * {@link #requireUpcastersInUse()}
	 */
	public Topics(Collection<? extends Upcaster> upcasters) {
		this.upcasters = upcasters.stream()
			.collect(Collectors.groupingBy((each) -> Topic.parse(each.event()).originatorType()));
	}

	/**
	 * Registers an aggregate class. Registering it again has no effect.
	 * @return the name of the class in the store
	 * @throws TopicException if another class has the same name
	 */
	public String register(Class<? extends Aggregate> type) {
		String name = this.names.get(type);
		return (name != null) ? name : registerNew(type);
	}

	private String registerNew(Class<? extends Aggregate> type) {
		AggregateName annotation = type.getDeclaredAnnotation(AggregateName.class);
		String name = (annotation != null) ? annotation.value() : type.getSimpleName();
		if (name.isBlank() || name.length() > 200) {
			throw new TopicException("The class %s has no name that can be stored.".formatted(type.getName()),
					"Give it a name of 1 to 200 characters with @AggregateName.");
		}
		List<UpcastStep> beans = this.upcasters.getOrDefault(name, List.of()).stream().map(UpcastStep::of).toList();
		Registered other = this.byName.putIfAbsent(name, Registered.of(type, name, beans));
		if (other != null && other.type() != type) {
			throw new TopicException("The aggregates %s and %s have the same name '%s' in the store."
				.formatted(other.type().getName(), type.getName(), name),
					"Give one of them another name with @AggregateName.");
		}
		this.names.put(type, name);
		return name;
	}

	/**
	 * Returns the topics under which the events of a class are stored, such as
	 * {@code Dog.TrickAdded}, for use as a filter in a {@link NotificationQuery}: those
	 * of events that upcasting replaces are included. Registers the class.
	 */
	public Set<String> topicsOf(Class<? extends Aggregate> type) {
		return registered(register(type)).events()
			.values()
			.stream()
			.map((event) -> event.topic().toString())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns the topics under which one event of a class is stored, for use as a filter
	 * in a {@link NotificationQuery}: those of events that upcasting turns into this
	 * event are included. Registers the class.
	 * @param type the class of the aggregate
	 * @param eventType the name of the event within the class, such as {@code TrickAdded}
	 * @throws TopicException if the class has no such event
	 */
	public Set<String> topicsOf(Class<? extends Aggregate> type, String eventType) {
		return topicsOf(find(register(type), eventType));
	}

	private static Set<String> topicsOf(StoredEventType event) {
		Topic topic = event.topic();
		Set<String> topics = new HashSet<>(Set.of(topic.toString()));
		for (String source : event.upcasting().sources(topic.eventType())) {
			topics.add(new Topic(topic.originatorType(), source).toString());
		}
		return Set.copyOf(topics);
	}

	/**
	 * Returns a snapshot of the event types of all registered aggregate classes, by
	 * current topic.
	 */
	public Map<String, EventType> eventTypes() {
		Map<String, EventType> types = new TreeMap<>();
		this.byName.values().forEach((registered) -> registered.events().values().forEach((event) -> {
			if (event.type() != null) {
				types.put(event.topic().toString(), event.type());
			}
		}));
		return types;
	}

	/**
	 * Returns the type of an event by its names in the store.
	 * @throws TopicException if no class is known by that name, or the class has no such
	 * event
	 */
	public EventType resolve(String originatorType, String eventType) {
		EventType type = find(originatorType, eventType).type();
		if (type == null) {
			throw unknownEvent(registered(originatorType), eventType);
		}
		return type;
	}

	/**
	 * Checks that each upcaster applies to an event of a registered class.
	 * @throws UpcastingDefinitionException if one does not
	 */
	public void requireUpcastersInUse() {
		this.upcasters.forEach((name, steps) -> {
			if (!this.byName.containsKey(name)) {
				throw new UpcastingDefinitionException(
						"The upcaster %s applies to the event %s, but no aggregate class is known by the name '%s', only %s."
							.formatted(steps.get(0).getClass().getName(), steps.get(0).event(), name,
									new TreeSet<>(this.byName.keySet())),
						"Correct the name, or register the class.");
			}
		});
	}

	/** Returns what is known about an event by its names in the store. */
	StoredEventType find(String originatorType, String eventType) {
		Registered registered = this.byName.get(originatorType);
		if (registered == null) {
			throw unknownAggregate(originatorType, eventType);
		}
		StoredEventType event = registered.events().get(eventType);
		if (event == null) {
			throw unknownEvent(registered, eventType);
		}
		return event;
	}

	private Registered registered(String originatorType) {
		return Objects.requireNonNull(this.byName.get(originatorType));
	}

	private TopicException unknownAggregate(String originatorType, String eventType) {
		return new TopicException(
				"No aggregate class is known by the name '%s' (event '%s'), only %s.".formatted(originatorType,
						eventType, new TreeSet<>(this.byName.keySet())),
				"With Spring Boot, the packages of the application are scanned for aggregates: if the class is in another package, add that package to the property eventsourcing.base-packages. Without Spring Boot, call Topics.register. If the class had this name before, annotate it with @AggregateName(\"%s\")."
					.formatted(originatorType));
	}

	private static TopicException unknownEvent(Registered registered, String eventType) {
		return new TopicException(
				"%s has no event '%s', only %s.".formatted(registered.type().getName(), eventType,
						registered.currentNames()),
				"Decorate a member with @Event(\"%s\") or @Apply to define what the event does.".formatted(eventType));
	}

}
