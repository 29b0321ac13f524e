package io.eventsourcing.projection.binding;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.eventsourcing.domain.AggregateId;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventParameter;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * A method that is annotated with {@link EventHandler}, and the events that it selects.
 */
final class HandlerMethod {

	private static final ResolvableType RECORDINGS = ResolvableType.forClassWithGenerics(List.class, Recording.class);

	private static final ResolvableType EVENTS = ResolvableType.forClassWithGenerics(List.class, DomainEvent.class);

	private final Method method;

	private final Parameter[] parameters;

	private final @Nullable String @Nullable [] names;

	private final List<EventSelector> selectors;

	private final boolean replay;

	private final Map<Class<?>, Supplier<?>> context;

	/**
	 * @param context the sources of arguments that do not come from the event, by their
	 * types
	 */
	HandlerMethod(Method method, EventHandler annotation, Map<Class<?>, Supplier<?>> context) {
		this.method = method;
		this.parameters = method.getParameters();
		if (KotlinDetector.isSuspendingFunction(method)) {
			throw new ProjectionDefinitionException(
					sentence("is a suspend function, which may continue after the transaction of its event has ended"),
					"Remove 'suspend'.");
		}
		this.names = new DefaultParameterNameDiscoverer().getParameterNames(method);
		if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
			throw new ProjectionDefinitionException(sentence("is private or static, so that it cannot be called"),
					"Remove the modifier.");
		}
		this.selectors = selectors(annotation);
		this.replay = annotation.replay();
		this.context = context;
	}

	private List<EventSelector> selectors(EventHandler annotation) {
		if (annotation.value().length > 0) {
			return Arrays.stream(annotation.value()).map(EventSelector::ofTopic).toList();
		}
		List<EventSelector> selectors = Arrays.stream(this.parameters)
			.map(Parameter::getType)
			.filter(HandlerMethod::isPayload)
			.map(EventSelector::ofPayload)
			.toList();
		if (selectors.size() != 1) {
			throw new ProjectionDefinitionException(sentence("does not say which events it handles"),
					"Name the events, for example @EventHandler(\"Dog.TrickAdded\"), or give the method one parameter that is a record or a sealed interface of records.");
		}
		return selectors;
	}

	private static boolean isPayload(Class<?> type) {
		return type.isRecord() && type != Recording.class || type.isInterface() && type.isSealed();
	}

	Method method() {
		return this.method;
	}

	/** Returns whether the method is also called for events that were already handled. */
	boolean isReplayed() {
		return this.replay;
	}

	List<EventSelector> selectors() {
		return this.selectors;
	}

	/** Returns the most specific way in which the method selects the events, or null. */
	EventSelector.@Nullable Rank rank(String topic, EventType type) {
		return this.selectors.stream()
			.filter((selector) -> selector.matches(topic, type))
			.map(EventSelector::rank)
			.min(EventSelector.Rank::compareTo)
			.orElse(null);
	}

	/** Returns the argument if the only parameter is a list, otherwise null. */
	@Nullable ListArgument listArgument() {
		if (this.parameters.length != 1) {
			return null;
		}
		ResolvableType type = ResolvableType.forMethodParameter(this.method, 0);
		if (type.resolve() != List.class) {
			return null;
		}
		if (RECORDINGS.isAssignableFrom(type)) {
			return ListArgument.RECORDINGS;
		}
		return EVENTS.isAssignableFrom(type) ? ListArgument.EVENTS : null;
	}

	/** Returns the parameters that are attributes of the event, or all of them. */
	List<EventParameter> attributes() {
		List<EventParameter> attributes = new ArrayList<>();
		for (int i = 0; i < this.parameters.length && listArgument() == null; i++) {
			Parameter parameter = this.parameters[i];
			if (!parameter.isAnnotationPresent(AggregateId.class) && parameter.getType() != Recording.class
					&& parameter.getType() != DomainEvent.class) {
				attributes.add(new EventParameter(name(i), parameter.getParameterizedType(), parameter.getType(),
						this.method.getDeclaringClass()));
			}
		}
		return attributes;
	}

	/** Returns the source of each argument for events of the type. */
	List<Argument> arguments(String topic, EventType type) {
		Attributes attributes = new Attributes(type);
		List<Argument> arguments = new ArrayList<>();
		for (int i = 0; i < this.parameters.length; i++) {
			arguments.add(argument(i, topic, type, attributes));
		}
		return arguments;
	}

	private Argument argument(int index, String topic, EventType type, Attributes attributes) {
		Parameter parameter = this.parameters[index];
		Class<?> wanted = parameter.getType();
		if (parameter.isAnnotationPresent(AggregateId.class)) {
			return aggregateId(wanted);
		}
		Supplier<?> source = this.context.get(wanted);
		if (source != null) {
			return (recording) -> source.get();
		}
		if (wanted == Recording.class) {
			return Argument.RECORDING;
		}
		if (wanted == DomainEvent.class) {
			return Argument.EVENT;
		}
		if (isPayload(wanted) && wanted.isAssignableFrom(type.payloadType())) {
			return Argument.PAYLOAD;
		}
		return attribute(index, wanted, topic, attributes);
	}

	private Argument aggregateId(Class<?> wanted) {
		if (wanted != UUID.class) {
			throw new ProjectionDefinitionException("A parameter of " + this
					+ " is annotated with @AggregateId, but has the type " + ClassUtils.getShortName(wanted) + ".",
					"Make it a java.util.UUID.");
		}
		return Argument.AGGREGATE_ID;
	}

	private Argument attribute(int index, Class<?> wanted, String topic, Attributes attributes) {
		String name = name(index);
		Argument argument = attributes.argument(name);
		Class<?> type = attributes.type(name);
		if (argument == null || type == null) {
			throw new ProjectionDefinitionException(
					"The parameter '%s' of %s is not an attribute of %s, which has %s.".formatted(name, this, topic,
							attributes.names()),
					Suggestion.didYouMean(name, attributes.names()) + "Give the parameter the name of an attribute"
							+ ((wanted == UUID.class) ? ", or annotate it with @AggregateId." : "."));
		}
		if (!ClassUtils.isAssignable(wanted, type)) {
			throw new ProjectionDefinitionException(
					"The parameter '%s' of %s has the type %s, but the attribute of %s has the type %s.".formatted(name,
							this, ClassUtils.getShortName(wanted), topic, ClassUtils.getShortName(type)),
					"Declare the parameter with the type of the attribute.");
		}
		return argument;
	}

	private String name(int index) {
		String name = (this.names != null) ? this.names[index] : null;
		if (name == null) {
			throw new ProjectionDefinitionException("The parameters of " + this + " have no names in its class file.",
					"Compile the class with -parameters.");
		}
		return name;
	}

	/** Returns a sentence about the method. */
	String sentence(String predicate) {
		return StringUtils.capitalize(toString()) + ' ' + predicate + '.';
	}

	@Override
	public String toString() {
		return "the method %s.%s(%s)"
			.formatted(ClassUtils.getShortName(this.method.getDeclaringClass()), this.method.getName(), String.join(
					", ",
					Arrays.stream(this.parameters).map((each) -> ClassUtils.getShortName(each.getType())).toList()));
	}

}
