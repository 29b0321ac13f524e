package io.eventsourcing.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.test.support.Attributes;
import io.eventsourcing.test.support.EventText;
import org.assertj.core.error.AssertionErrorCreator;
import org.jspecify.annotations.Nullable;

/**
 * The events that a test expects, and the explanation of how others differ from them.
 *
 * @param events the expected events, in order
 */
record ExpectedEvents(List<ExpectedEvent> events) {

	static ExpectedEvents of(@Nullable Object... expected) {
		return new ExpectedEvents(Arrays.stream(expected).map(ExpectedEvent::of).toList());
	}

	boolean areExactly(List<? extends DomainEvent> actual) {
		if (actual.size() != this.events.size()) {
			return false;
		}
		for (int i = 0; i < actual.size(); i++) {
			if (!this.events.get(i).matches(actual.get(i))) {
				return false;
			}
		}
		return true;
	}

	/** Returns the expected events that are not among the others. */
	List<ExpectedEvent> missingFrom(List<? extends DomainEvent> actual) {
		List<DomainEvent> left = new ArrayList<>(actual);
		List<ExpectedEvent> missing = new ArrayList<>();
		for (ExpectedEvent expected : this.events) {
			left.stream()
				.filter(expected::matches)
				.findFirst()
				.ifPresentOrElse(left::remove, () -> missing.add(expected));
		}
		return missing;
	}

	/**
	 * Explains why other events are not exactly these.
	 * @param aggregates the classes to which the events may belong
	 * @return the error, from which an IDE can show the difference
	 */
	AssertionError mismatch(List<? extends DomainEvent> actual, Collection<Class<? extends Aggregate>> aggregates) {
		return new AssertionErrorCreator().assertionError(message(actual, aggregates), EventText.lines(actual),
				EventText.lines(this.events), EventText.INSTANCE);
	}

	String message(List<? extends DomainEvent> actual, Collection<Class<? extends Aggregate>> aggregates) {
		return "Expected events:\n%s\nbut were:\n%s%s".formatted(EventText.lines(this.events), EventText.lines(actual),
				hints(actual, aggregates));
	}

	/** Returns hints at mistakes in the expectation itself, each on a line of its own. */
	String hints(List<? extends DomainEvent> actual, Collection<Class<? extends Aggregate>> aggregates) {
		Set<Class<? extends Aggregate>> known = new LinkedHashSet<>(aggregates);
		actual.forEach((event) -> known.add(event.type().aggregateType()));
		List<EventType> types = known.stream().flatMap((each) -> EventType.of(each).stream()).toList();
		return this.events.stream()
			.filter((expected) -> expected.name() != null)
			.flatMap((expected) -> hint(expected, types).stream())
			.distinct()
			.map((hint) -> "\n" + hint)
			.collect(Collectors.joining());
	}

	private static List<String> hint(ExpectedEvent expected, List<EventType> types) {
		String name = String.valueOf(expected.name());
		List<EventType> named = types.stream().filter((type) -> names(type).anyMatch(name::equals)).toList();
		if (types.isEmpty() || named.size() > 1) {
			return List.of();
		}
		if (named.isEmpty()) {
			List<String> known = types.stream().map(EventType::name).toList();
			return List.of("There is no event '%s', only %s. %s"
				.formatted(name, known, Suggestion.didYouMean(name.substring(name.lastIndexOf('.') + 1), known))
				.strip());
		}
		return attributeHints(expected, name, attributes(named.get(0)));
	}

	private static List<String> attributeHints(ExpectedEvent expected, String name, List<String> attributes) {
		if (expected.count() >= 0 && expected.count() != attributes.size()) {
			return List
				.of("The event %s has the attributes %s, so event(\"%s\", ..) expects %d values; with(..) expects single ones."
					.formatted(name, attributes, name, attributes.size()));
		}
		return expected.attributes()
			.stream()
			.filter((each) -> !attributes.contains(each))
			.map((each) -> "The event %s has no attribute '%s', only %s.".formatted(name, each, attributes))
			.toList();
	}

	private static Stream<String> names(EventType type) {
		return Stream.of(type.name(), Attributes.topic(type));
	}

	private static List<String> attributes(EventType type) {
		return (type.storedType() == EventArguments.class)
				? type.parameters().stream().map((parameter) -> parameter.name()).toList()
				: Arrays.stream(type.storedType().getRecordComponents()).map((each) -> each.getName()).toList();
	}

}
