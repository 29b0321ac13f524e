package io.eventsourcing.persistence;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * Maps the names of aggregates and events in a store to classes. A class is known once it
 * has been registered, or once an aggregate of it has been saved or loaded. Thread-safe.
 */
public final class Topics {

	private record Registered(Class<? extends Aggregate> type, Map<String, EventType> eventTypes) {

		static Registered of(Class<? extends Aggregate> type) {
			return new Registered(type,
					EventType.of(type).stream().collect(Collectors.toMap(EventType::name, Function.identity())));
		}

	}

	private final Map<String, Registered> byName = new ConcurrentHashMap<>();

	private final Map<Class<?>, String> names = new ConcurrentHashMap<>();

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
		Registered other = this.byName.putIfAbsent(name, Registered.of(type));
		if (other != null && other.type() != type) {
			throw new TopicException("The aggregates %s and %s have the same name '%s' in the store."
				.formatted(other.type().getName(), type.getName(), name),
					"Give one of them another name with @AggregateName.");
		}
		this.names.put(type, name);
		return name;
	}

	/**
	 * Returns the topics of all events of a class, such as {@code Dog.TrickAdded}, for
	 * use as a filter in a {@link NotificationQuery}. Registers the class.
	 */
	public Set<String> topicsOf(Class<? extends Aggregate> type) {
		String name = register(type);
		return EventType.of(type)
			.stream()
			.map((eventType) -> new Topic(name, eventType.name()).toString())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns the topics under which one event of a class is stored, for use as a filter
	 * in a {@link NotificationQuery}. Registers the class.
	 * @param type the class of the aggregate
	 * @param eventType the name of the event within the class, such as {@code TrickAdded}
	 * @throws TopicException if the class has no such event
	 */
	public Set<String> topicsOf(Class<? extends Aggregate> type, String eventType) {
		String name = register(type);
		return Set.of(new Topic(name, resolve(name, eventType).name()).toString());
	}

	/**
	 * Returns a snapshot of the event types of all registered aggregate classes, by
	 * topic.
	 */
	public Map<String, EventType> eventTypes() {
		Map<String, EventType> types = new TreeMap<>();
		this.byName.forEach((name, registered) -> registered.eventTypes()
			.values()
			.forEach((type) -> types.put(new Topic(name, type.name()).toString(), type)));
		return types;
	}

	/**
	 * Returns the type of an event by its names in the store.
	 * @throws TopicException if no class is known by that name, or the class has no such
	 * event
	 */
	public EventType resolve(String originatorType, String eventType) {
		Registered registered = this.byName.get(originatorType);
		if (registered == null) {
			throw new TopicException(
					"No aggregate class is known by the name '%s' (event '%s'), only %s.".formatted(originatorType,
							eventType, new TreeSet<>(this.byName.keySet())),
					"With Spring Boot, the packages of the application are scanned for aggregates: if the class is in another package, add that package to the property eventsourcing.base-packages. Without Spring Boot, call Topics.register. If the class had this name before, annotate it with @AggregateName(\"%s\")."
						.formatted(originatorType));
		}
		EventType type = registered.eventTypes().get(eventType);
		if (type == null) {
			throw new TopicException(
					"%s has no event '%s', only %s.".formatted(registered.type().getName(), eventType,
							new TreeSet<>(registered.eventTypes().keySet())),
					"Decorate a member with @Event(\"%s\") or @Apply to define what the event does."
						.formatted(eventType));
		}
		return type;
	}

}
