package io.eventsourcing.persistence;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateName;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.recorder.NotificationQuery;

/**
 * The names of aggregates and their events in a store, and the classes that they stand
 * for. A class is known once it was registered, or an aggregate of it was saved or asked
 * for. Safe for use by many threads.
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
	 * Makes a class of aggregates known; doing so again does nothing.
	 * @return the name of the class in the store
	 * @throws TopicException if another class has the same name
	 */
	public String register(Class<? extends Aggregate> type) {
		String name = this.names.get(type);
		return (name != null) ? name : registerNew(type);
	}

	private String registerNew(Class<? extends Aggregate> type) {
		AggregateName topic = type.getDeclaredAnnotation(AggregateName.class);
		String name = (topic != null) ? topic.value() : type.getSimpleName();
		if (name.isBlank() || name.length() > 200) {
			throw new TopicException(
					"The class %s has no usable name: give it one of 1 to 200 characters with @AggregateName"
						.formatted(type.getName()));
		}
		Registered other = this.byName.putIfAbsent(name, Registered.of(type));
		if (other != null && other.type() != type) {
			throw new TopicException(
					"The aggregates %s and %s have the same name '%s' in the store: give one of them another with @AggregateName"
						.formatted(other.type().getName(), type.getName(), name));
		}
		this.names.put(type, name);
		return name;
	}

	/**
	 * The full names of the events of a class, such as {@code Dog.TrickAdded}, as a
	 * {@link NotificationQuery} takes them. Makes the class known.
	 */
	public Set<String> of(Class<? extends Aggregate> type) {
		String name = register(type);
		return EventType.of(type)
			.stream()
			.map((eventType) -> name + "." + eventType.name())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * The full name of an event of a class, such as {@code Dog.TrickAdded}. Makes the
	 * class known.
	 * @param eventType its name within the class, such as {@code TrickAdded}
	 * @throws TopicException if the class has no such event
	 */
	public String of(Class<? extends Aggregate> type, String eventType) {
		String name = register(type);
		return name + "." + resolve(name, eventType).name();
	}

	/**
	 * The kind of event behind names from the store.
	 * @throws TopicException if there is no class of that name, or it has no such event
	 */
	public EventType resolve(String originatorType, String eventType) {
		Registered registered = this.byName.get(originatorType);
		if (registered == null) {
			throw new TopicException(
					"No aggregate class is known by the name '%s' (event '%s'), only %s: register it, or give the class that is meant this name with @AggregateName"
						.formatted(originatorType, eventType, new TreeSet<>(this.byName.keySet())));
		}
		EventType type = registered.eventTypes().get(eventType);
		if (type == null) {
			throw new TopicException(
					"%s has no event '%s', only %s: decorate a member with @Event(\"%s\") or @Apply to say what it does"
						.formatted(registered.type().getName(), eventType,
								new TreeSet<>(registered.eventTypes().keySet()), eventType));
		}
		return type;
	}

}
