package io.eventsourcing.projection.binding;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.projection.OnActivation;
import io.eventsourcing.projection.OnReset;
import io.eventsourcing.projection.ProjectionDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a bean that handle events. Thread-safe if the bean is thread-safe.
 */
public final class EventHandlers {

	private final Set<String> topics;

	private final List<EventSelector> patterns;

	private final EventInvocations all;

	/** The methods that are not called if an event was already handled. */
	private final EventInvocations firstTimeOnly;

	private final @Nullable Runnable reset;

	private final @Nullable Runnable activation;

	EventHandlers(Set<String> topics, List<EventSelector> patterns, EventInvocations all,
			EventInvocations firstTimeOnly, @Nullable Runnable reset, @Nullable Runnable activation) {
		this.topics = topics;
		this.patterns = patterns;
		this.all = all;
		this.firstTimeOnly = firstTimeOnly;
		this.reset = reset;
		this.activation = activation;
	}

	/**
	 * Returns handlers that select events, but call no method.
	 * @param topics the topics of the events; empty to select all events
	 */
	public static EventHandlers selecting(Set<String> topics) {
		List<EventSelector> patterns = topics.isEmpty() ? List.of(EventSelector.ofTopic("*")) : List.of();
		return new EventHandlers(Set.copyOf(topics), patterns, new EventInvocations(Map.of()),
				new EventInvocations(Map.of()), null, null);
	}

	/** Returns whether a class declares or inherits methods that handle events. */
	public static boolean areDeclaredIn(Class<?> type) {
		return !HandlerMethods.annotated(type).isEmpty();
	}

	/**
	 * Binds the methods of a bean to the events of all known aggregates.
	 * @param bean the bean, which may be a proxy
	 * @throws ProjectionDefinitionException if a method cannot be bound
	 */
	public static EventHandlers of(Object bean, Topics topics) {
		return of(bean, topics, Map.of());
	}

	/**
	 * Binds the methods of a bean to the events of all known aggregates.
	 * @param bean the bean, which may be a proxy
	 * @param context the sources of the arguments that are passed to parameters of other
	 * types, by these types
	 * @throws ProjectionDefinitionException if a method cannot be bound
	 */
	public static EventHandlers of(Object bean, Topics topics, Map<Class<?>, Supplier<?>> context) {
		HandlerMethods methods = HandlerMethods.of(bean, context);
		Map<String, EventType> known = new TreeMap<>(topics.eventTypes());
		methods.requireEvents(known, topics);
		Set<String> handled = new TreeSet<>();
		EventInvocations all = methods.invocations(known, true);
		EventInvocations firstTimeOnly = methods.invocations(known, false);
		known.forEach((topic, type) -> {
			if (all.contains(type) || firstTimeOnly.contains(type)) {
				handled.addAll(topics.topicsOf(type.aggregateType(), type.name()));
			}
		});
		List<EventSelector> patterns = methods.patterns()
			.stream()
			.flatMap((pattern) -> pattern.underAllNames(topics).stream())
			.toList();
		return new EventHandlers(Collections.unmodifiableSet(handled), patterns, all, firstTimeOnly,
				methods.callback(OnReset.class), methods.callback(OnActivation.class));
	}

	/**
	 * Returns the topics of the events to read, as an unmodifiable set; empty to read all
	 * events, because a pattern such as {@code Dog.*} also selects events that this
	 * process does not know.
	 */
	public Set<String> topics() {
		return this.patterns.isEmpty() ? this.topics : Set.of();
	}

	/**
	 * Returns whether events of the topic are handled. An event that a pattern selects,
	 * but that this process does not know, cannot be read: another version of the
	 * application may have stored it.
	 */
	public boolean handles(String topic) {
		return this.topics.contains(topic) || this.patterns.stream().anyMatch((each) -> each.matches(topic));
	}

	/**
	 * Returns whether a method handles the event, which may be the result of upcasting.
	 */
	public boolean handles(DomainEvent event) {
		return this.all.contains(event.type()) || this.firstTimeOnly.contains(event.type());
	}

	/** Returns a call of the method that is annotated with {@code @OnReset}, or null. */
	public @Nullable Runnable reset() {
		return this.reset;
	}

	/**
	 * Returns a call of the method that is annotated with {@code @OnActivation}, or null.
	 */
	public @Nullable Runnable activation() {
		return this.activation;
	}

	/**
	 * Handles events in order, all of them for the first time. Events that no method
	 * handles are skipped.
	 * @throws io.eventsourcing.projection.EventHandlingException if a method throws an
	 * exception
	 */
	public void handle(List<Recording> recordings) {
		handle(recordings, (recording) -> false);
	}

	/**
	 * Handles events in order. Events that no method handles are skipped.
	 * @param replay whether an event was already handled, so that the methods with
	 * {@code replay = false} are not called
	 * @throws io.eventsourcing.projection.EventHandlingException if a method throws an
	 * exception
	 */
	public void handle(List<Recording> recordings, Predicate<Recording> replay) {
		handle(recordings, replay, HandlerCalls.DIRECT);
	}

	/**
	 * Handles events in order. Events that no method handles are skipped.
	 * @param replay whether an event was already handled, so that the methods with
	 * {@code replay = false} are not called
	 * @param calls surrounds each call
	 * @throws io.eventsourcing.projection.EventHandlingException if a method throws an
	 * exception
	 */
	public void handle(List<Recording> recordings, Predicate<Recording> replay, HandlerCalls calls) {
		CurrentNotification current = CurrentNotification.begin();
		try {
			if (this.firstTimeOnly.isEmpty()) {
				this.all.handle(recordings, current, calls);
			}
			else {
				handleBoth(recordings, replay, current, calls);
			}
		}
		finally {
			CurrentNotification.end();
		}
	}

	/**
	 * Calls both methods of each event before those of the next event, except that a
	 * method that takes a list is called once for a run of events.
	 */
	private void handleBoth(List<Recording> recordings, Predicate<Recording> replay, CurrentNotification current,
			HandlerCalls calls) {
		int index = 0;
		while (index < recordings.size()) {
			int end = Math.max(this.all.endOfRun(recordings, index), this.firstTimeOnly.endOfRun(recordings, index));
			List<Recording> run = recordings.subList(index, end);
			this.all.handle(run, current, calls);
			this.firstTimeOnly.handle(run.stream().filter(replay.negate()).toList(), current, calls);
			index = end;
		}
	}

}
