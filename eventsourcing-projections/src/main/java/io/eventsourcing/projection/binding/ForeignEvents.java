package io.eventsourcing.projection.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.ProjectionDefinitionException;

/**
 * Binds the methods of a bean to the events of another application, whose aggregate
 * classes this process does not have. The types of the events are derived from the
 * parameters of the methods: each method reads from an event what it needs, by name and
 * type. Thread-safe if the bean is thread-safe.
 */
public final class ForeignEvents {

	private final HandlerMethods methods;

	private final EventInvocations all;

	private final EventInvocations firstTimeOnly;

	private final EventHandlers handlers;

	/** By topic; grows with the topics that a pattern selects. */
	private final Map<String, EventType> types = new ConcurrentHashMap<>();

	private ForeignEvents(HandlerMethods methods) {
		this.methods = methods;
		this.all = new EventInvocations(new ConcurrentHashMap<>());
		this.firstTimeOnly = new EventInvocations(new ConcurrentHashMap<>());
		Set<String> topics = new TreeSet<>();
		methods.stream().forEach((method) -> check(method, topics));
		topics.forEach(this::type);
		this.handlers = new EventHandlers(topics, methods.patterns(), this.all, this.firstTimeOnly,
				methods.callback(OnReset.class), methods.callback(OnActivation.class));
	}

	/**
	 * Binds the methods of a bean.
	 * @param bean the bean, which may be a proxy
	 * @throws ProjectionDefinitionException if a method cannot be bound
	 */
	public static ForeignEvents of(Object bean) {
		return new ForeignEvents(HandlerMethods.of(bean, Map.of()));
	}

	/** Returns the methods that handle the events. */
	public EventHandlers handlers() {
		return this.handlers;
	}

	private static void check(HandlerMethod method, Set<String> topics) {
		for (EventSelector selector : method.selectors()) {
			if (selector.topic() == null) {
				throw new ProjectionDefinitionException(
						method.sentence("selects events by %s, but follows a log whose aggregate classes are not known"
							.formatted(selector)),
						"Name the events, for example @EventHandler(\"Dog.TrickAdded\").");
			}
			if (!selector.isPattern()) {
				topics.add(selector.topic());
			}
			else if (!method.attributes().isEmpty()) {
				throw new ProjectionDefinitionException(method.sentence(
						"selects events by the pattern %s, whose attributes are not known, but has the parameter '%s'"
							.formatted(selector, method.attributes().get(0).name())),
						"Name the events that have this attribute, or declare a Recording as the only parameter.");
			}
		}
	}

	/**
	 * Returns the type of the events of a topic, which has the attributes that the
	 * methods need. An event has to be converted to this type before it is handled.
	 */
	public EventType type(String topic) {
		EventType known = this.types.get(topic);
		return (known != null) ? known : this.types.computeIfAbsent(topic, this::bind);
	}

	private EventType bind(String topic) {
		EventType type = newType(topic);
		this.all.byType().putAll(this.methods.invocations(Map.of(topic, type), true).byType());
		this.firstTimeOnly.byType().putAll(this.methods.invocations(Map.of(topic, type), false).byType());
		return type;
	}

	/** Returns a type that has the attributes of all methods that handle the event. */
	private EventType newType(String topic) {
		Map<String, EventParameter> attributes = new LinkedHashMap<>();
		for (HandlerMethod method : this.methods.stream().toList()) {
			if (method.selectors().stream().anyMatch((each) -> topic.equals(each.topic()))) {
				List<EventParameter> own = method.attributes();
				if (own.size() == 1 && own.get(0).rawType().isRecord()) {
					return EventType.foreign(Topic.parse(topic), own.get(0).rawType());
				}
				own.forEach((each) -> add(each, attributes, topic, method));
			}
		}
		return EventType.foreign(Topic.parse(topic), new ArrayList<>(attributes.values()));
	}

	private static void add(EventParameter attribute, Map<String, EventParameter> attributes, String topic,
			HandlerMethod method) {
		EventParameter other = attributes.putIfAbsent(attribute.name(), attribute);
		if (other != null && !other.type().equals(attribute.type())) {
			throw new ProjectionDefinitionException(
					"The parameter '%s' of %s has the type %s, but in another method for %s it has the type %s."
						.formatted(attribute.name(), method, attribute.type().getTypeName(), topic,
								other.type().getTypeName()),
					"Declare it with the same type in both methods.");
		}
	}

}
