package io.eventsourcing.projection.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/** The methods of a bean that are annotated with {@link EventHandler}. Immutable. */
final class HandlerMethods {

	private final Object bean;

	private final List<HandlerMethod> methods;

	private HandlerMethods(Object bean, List<HandlerMethod> methods) {
		this.bean = bean;
		this.methods = methods;
	}

	/**
	 * Finds the methods of a bean.
	 * @param bean the bean, which may be a proxy
	 * @param context the sources of further arguments, by the types of their parameters
	 * @throws ProjectionDefinitionException if there are none, or if one of them is not
	 * allowed
	 */
	static HandlerMethods of(Object bean, Map<Class<?>, Supplier<?>> context) {
		Class<?> type = AopUtils.getTargetClass(bean);
		Map<Method, EventHandler> annotated = annotated(type);
		if (annotated.isEmpty()) {
			throw new ProjectionDefinitionException("The projection " + type.getName() + " handles no events.",
					"Annotate a method with @EventHandler.");
		}
		List<HandlerMethod> methods = new ArrayList<>();
		annotated.forEach((method, annotation) -> methods.add(new HandlerMethod(method, annotation, context)));
		methods.forEach((method) -> HandlerRules.checkAnnotations(method.method(), type, method.toString()));
		return new HandlerMethods(bean, methods);
	}

	static Map<Method, EventHandler> annotated(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<@Nullable EventHandler>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, EventHandler.class));
	}

	Stream<HandlerMethod> stream() {
		return this.methods.stream();
	}

	/** Returns the patterns by which the methods select events. */
	List<EventSelector> patterns() {
		return stream().flatMap((method) -> method.selectors().stream()).filter(EventSelector::isPattern).toList();
	}

	/** Returns a call of the method of the bean that has the annotation, or null. */
	@Nullable Runnable callback(Class<? extends Annotation> annotation) {
		return Callback.find(this.bean, annotation);
	}

	/**
	 * Requires that each method selects an event.
	 * @param known the types of all events, by topic
	 * @param topics the names of the events
	 */
	void requireEvents(Map<String, EventType> known, Topics topics) {
		for (HandlerMethod method : this.methods) {
			for (EventSelector selector : method.selectors()) {
				if (known.entrySet().stream().noneMatch((each) -> selector.matches(each.getKey(), each.getValue()))) {
					throw new ProjectionDefinitionException(
							"There is no event for %s, which handles %s.".formatted(method, selector),
							hint(selector, known.keySet(), topics) + "The known events are " + known.keySet() + ".");
				}
			}
		}
	}

	private static String hint(EventSelector selector, Set<String> known, Topics topics) {
		String current = selector.currentTopic(topics);
		return current.equals(selector.topic()) ? Suggestion.didYouMean(current, known)
				: "'%s' is an alias. Use the current name '%s', which also selects the events that are stored under the alias. "
					.formatted(selector.topic(), current);
	}

	/**
	 * Returns the most specific method for each event that one of the methods selects.
	 * @param types the types of the events, by topic
	 * @param replayed selects the methods that are called for events that were already
	 * handled, or the others
	 */
	EventInvocations invocations(Map<String, EventType> types, boolean replayed) {
		Map<EventType, EventInvocation> byType = new ConcurrentHashMap<>();
		types.forEach((topic, type) -> {
			HandlerMethod method = mostSpecific(topic, type, replayed);
			if (method != null) {
				byType.put(type, invocation(method, topic, type));
			}
		});
		return new EventInvocations(byType);
	}

	private @Nullable HandlerMethod mostSpecific(String topic, EventType type, boolean replayed) {
		HandlerMethod best = null;
		EventSelector.Rank bestRank = null;
		for (HandlerMethod method : this.methods) {
			EventSelector.Rank rank = (method.isReplayed() == replayed) ? method.rank(topic, type) : null;
			if (rank != null && rank == bestRank) {
				throw new ProjectionDefinitionException(
						"Two methods handle the event %s: %s and %s.".formatted(topic, best, method),
						"Let one of them select it more specifically, or remove it.");
			}
			if (rank != null && (bestRank == null || rank.compareTo(bestRank) < 0)) {
				best = method;
				bestRank = rank;
			}
		}
		return best;
	}

	private EventInvocation invocation(HandlerMethod method, String topic, EventType type) {
		Method invocable = HandlerRules.invocable(method.method(), this.bean, method.toString());
		ReflectionUtils.makeAccessible(invocable);
		ListArgument list = method.listArgument();
		if (list != null) {
			return EventInvocation.ofList(this.bean, invocable, method.toString(), list);
		}
		return EventInvocation.ofOne(this.bean, invocable, method.toString(), method.arguments(topic, type));
	}

}
