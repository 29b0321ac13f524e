package io.eventsourcing.process;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.SelectedEvents;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.Follows;
import io.eventsourcing.projection.ProjectionDefinitionException;
import io.eventsourcing.projection.binding.EventHandlers;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionDefinition;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/** Makes process applications ready to be run. */
public final class Processes {

	private Processes() {
	}

	/**
	 * Adds a process application to a runner whose recorders use the same database as the
	 * application.
	 * @param application the application, which may be a proxy
	 * @param topics the names of the events
	 * @param options determines how it is run; the batch size is the number of events
	 * that are read at once, because each event is saved alone
	 * @throws ProjectionDefinitionException if a method cannot be bound to its events, or
	 * if another application or projection has the same name
	 */
	public static void add(ProjectionRunnerBuilder builder, ProcessApplication application, Topics topics,
			ProjectionOptions options) {
		EventHandlers handlers = bind(application, topics);
		SelectedEvents selected = SelectedEvents.of(topics, application.topics());
		EventHandlers bound = selected.topics().isEmpty() ? handlers : null;
		EventHandlers events = (bound != null) ? bound : EventHandlers.selecting(selected.topics());
		Predicate<DomainEvent> handled = (bound != null) ? bound::handles : selected::contains;
		builder.process(ProjectionDefinition.named(application.name()), events,
				new PolicyProcessor(application, handlers, handled), options);
	}

	private static @Nullable EventHandlers bind(ProcessApplication application, Topics topics) {
		Class<?> type = AopUtils.getTargetClass(application);
		if (AnnotatedElementUtils.hasAnnotation(type, Follows.class)) {
			throw new ProjectionDefinitionException(
					"The process application %s is annotated with @Follows.".formatted(type.getName()),
					"Remove the annotation: a process application follows the log of its own event store. Only projections can follow other logs.");
		}
		if (!EventHandlers.areDeclaredIn(type) && hasOwnPolicy(type)) {
			return null;
		}
		if (!EventHandlers.areDeclaredIn(type)) {
			throw new ProjectionDefinitionException("The process application " + type.getName() + " handles no events.",
					"Annotate a method with @EventHandler, or override policy(..).");
		}
		EventHandlers handlers = EventHandlers.of(application, topics,
				Map.of(Processing.class, () -> Objects.requireNonNull(Processing.current())));
		if (handlers.reset() != null || handlers.activation() != null) {
			throw new ProjectionDefinitionException(
					"The process application %s has a method that is annotated with @OnReset or @OnActivation."
						.formatted(type.getName()),
					"Remove the method: a process application cannot be rebuilt, because it would save its events again.");
		}
		return handlers;
	}

	private static boolean hasOwnPolicy(Class<?> type) {
		Method policy = ReflectionUtils.findMethod(type, "policy", DomainEvent.class, Processing.class);
		return policy != null && policy.getDeclaringClass() != ProcessApplication.class;
	}

}
