package io.eventsourcing.persistence.topics;

import java.util.Set;

import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.upcasting.UpcastingDefinitionException;
import io.eventsourcing.upcasting.Upcaster;
import org.jspecify.annotations.Nullable;

/**
 * Explains why names do not lead to a class or an event.
 */
final class UnknownTopics {

	private UnknownTopics() {
	}

	/** Returns a sentence that identifies a stored event, or an empty string. */
	private static String describe(@Nullable StoredEvent event) {
		return (event != null) ? " It is stored in version %d, as version %d of the aggregate %s."
			.formatted(event.eventVersion(), event.originatorVersion(), event.originatorId()) : "";
	}

	static TopicException aggregate(String originatorType, String eventType, Set<String> known,
			@Nullable StoredEvent stored) {
		return new TopicException(
				"No aggregate class is known by the name '%s' (event '%s'), only %s.%s".formatted(originatorType,
						eventType, known, describe(stored)),
				"%sIf a class had this name before, add it to its aliases: @AggregateName(aliases = \"%s\"). With Spring Boot, the packages of the application are scanned for aggregates: if the class is in another package, add that package to the property eventsourcing.base-packages. Without Spring Boot, call Topics.register."
					.formatted(Suggestion.didYouMean(originatorType, known), originatorType),
				id(stored));
	}

	static TopicException event(RegisteredAggregate aggregate, String eventType, @Nullable StoredEvent stored) {
		Set<String> known = aggregate.currentEvents();
		return new TopicException(
				"%s has no event '%s', only %s.%s".formatted(aggregate.type().getName(), eventType, known,
						describe(stored)),
				"%sIf an event had this name before, add it to its aliases: @Event(aliases = \"%s\"). Otherwise decorate a member with @Event(\"%s\") or @Apply to define what the event does."
					.formatted(Suggestion.didYouMean(eventType, known), eventType, eventType),
				id(stored));
	}

	private static @Nullable EventId id(@Nullable StoredEvent stored) {
		return (stored != null) ? new EventId(stored.originatorId(), stored.originatorVersion()) : null;
	}

	static TopicException sameName(String name, RegisteredAggregate one, RegisteredAggregate other) {
		if (one.name().equals(name) && other.name().equals(name)) {
			return new TopicException("The aggregates %s and %s have the same name '%s' in the store."
				.formatted(one.type().getName(), other.type().getName(), name),
					"Give one of them another name with @AggregateName.");
		}
		return new TopicException(
				"The %s '%s' of the aggregate %s is also %s of the aggregate %s.".formatted(
						other.name().equals(name) ? "name" : "alias", name, other.type().getName(),
						one.name().equals(name) ? "the name" : "an alias", one.type().getName()),
				"Remove the alias from one of them: a stored name can lead to one class only.");
	}

	static UpcastingDefinitionException upcaster(Upcaster upcaster, String name, Set<String> known) {
		return new UpcastingDefinitionException(
				"The upcaster %s applies to the event %s, but no aggregate class has the current name '%s', only %s."
					.formatted(upcaster.getClass().getName(), upcaster.event(), name, known),
				Suggestion.didYouMean(name, known) + "Correct the name, or register the class.");
	}

}
