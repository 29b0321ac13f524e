package io.eventsourcing.persistence.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventsourcing.domain.Suggestion;
import io.eventsourcing.persistence.NewerVersions;
import io.eventsourcing.persistence.topics.ReadableAggregate;
import io.eventsourcing.persistence.topics.ReadableEvent;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

import org.springframework.util.PatternMatchUtils;

/**
 * Finds the types of stored events that an application cannot read. Thread-safe.
 */
public final class EventTypeCheck {

	private static final String IGNORE = "eventsourcing.events.check.ignore";

	private final Topics topics;

	private final NewerVersions newerVersions;

	private final String[] ignored;

	/**
	 * @param topics the names that the application knows
	 * @param newerVersions whether the application reads events of newer versions
	 * @param ignored the full names of events that are not checked, such as
	 * {@code Cat.Adopted}, or patterns with {@code *}, such as {@code Cat.*}
	 */
	public EventTypeCheck(Topics topics, NewerVersions newerVersions, Collection<String> ignored) {
		this.topics = topics;
		this.newerVersions = newerVersions;
		this.ignored = ignored.toArray(String[]::new);
	}

	/** Returns those of the types that the application cannot read, in their order. */
	public List<RecordedEventType> unreadable(Collection<RecordedEventType> stored) {
		List<ReadableAggregate> known = this.topics.aggregates();
		return stored.stream().sorted().filter((type) -> !isIgnored(type) && line(type, known) != null).toList();
	}

	private boolean isIgnored(RecordedEventType type) {
		return PatternMatchUtils.simpleMatch(this.ignored, type.originatorType() + "." + type.eventType());
	}

	/**
	 * Returns a readable report that says why each of the types cannot be read, and how
	 * to fix it.
	 * @param unreadable types that the application cannot read
	 */
	public String report(Collection<RecordedEventType> unreadable) {
		List<ReadableAggregate> known = this.topics.aggregates();
		Map<Line, List<RecordedEventType>> lines = new LinkedHashMap<>();
		unreadable.stream().sorted().forEach((type) -> {
			Line line = line(type, known);
			if (line != null) {
				lines.computeIfAbsent(line, (each) -> new ArrayList<>()).add(type);
			}
		});
		return Stream
			.concat(Stream.of("The store contains events that this application cannot read:"),
					lines.entrySet().stream().map((entry) -> "  " + entry.getKey().text(entry.getValue())))
			.collect(Collectors.joining("\n"));
	}

	/** Returns null if the type can be read. */
	private @Nullable Line line(RecordedEventType type, List<ReadableAggregate> known) {
		Optional<ReadableAggregate> aggregate = known.stream()
			.filter((each) -> each.isNamed(type.originatorType()))
			.findFirst();
		if (aggregate.isEmpty()) {
			return new Line(type.originatorType() + ".*", unknownAggregate(type.originatorType(), known), false);
		}
		String problem = aggregate.get()
			.event(type.eventType())
			.map((event) -> version(event, type.eventVersion()))
			.orElseGet(() -> unknownEvent(type.eventType(), aggregate.get()));
		return problem.isEmpty() ? null : new Line(type.originatorType() + "." + type.eventType(), problem, true);
	}

	private static String unknownAggregate(String name, List<ReadableAggregate> known) {
		String problem = "no aggregate class has this name. ";
		return Suggestion.nearest(name, known.stream().map(ReadableAggregate::name).toList())
			.map((nearest) -> problem
					+ "Did you mean %s? Then add \"%s\" to its aliases. Otherwise register it, or add it to %s."
						.formatted(nearest, name, IGNORE))
			.orElse(problem + "Register it, or add it to %s.".formatted(IGNORE));
	}

	private static String unknownEvent(String name, ReadableAggregate aggregate) {
		List<String> current = aggregate.events()
			.stream()
			.filter((event) -> event.type() != null)
			.map(ReadableEvent::name)
			.toList();
		String problem = "%s has no event of that name. ".formatted(aggregate.name());
		return Suggestion.nearest(name, current)
			.map((nearest) -> problem + "Did you mean %s? Then add \"%s\" to its aliases.".formatted(nearest, name))
			.orElseGet(() -> problem + "Add \"%s\" to the aliases of one of %s, or upcast it, or add it to %s."
				.formatted(name, new TreeSet<>(current), IGNORE));
	}

	/** Returns an empty string if the version can be read. */
	private String version(ReadableEvent event, int version) {
		boolean newer = version > event.version();
		if (event.reads(version) || newer && event.type() != null && this.newerVersions == NewerVersions.READ) {
			return "";
		}
		if (version < event.firstVersion()) {
			return "older than version %d, the first one that a step upcasts.".formatted(event.firstVersion());
		}
		return (event.type() != null) ? "newer than version %d, which this program writes.".formatted(event.version())
				: "newer than version %d, the last one that a step upcasts.".formatted(event.lastVersion());
	}

	/**
	 * A line of the report, which may be about several versions or events.
	 *
	 * @param name the name of the event, or a pattern for all events of an aggregate
	 * @param problem why they cannot be read, and what to do
	 * @param positioned whether the position of the first event is shown
	 */
	private record Line(String name, String problem, boolean positioned) {

		String text(List<RecordedEventType> types) {
			int first = types.stream().mapToInt(RecordedEventType::eventVersion).min().orElseThrow();
			int last = types.stream().mapToInt(RecordedEventType::eventVersion).max().orElseThrow();
			long position = types.stream().mapToLong(RecordedEventType::firstNotificationId).min().orElseThrow();
			return "%s, %s%s: %s".formatted(this.name,
					(first == last) ? "version " + first : "versions " + first + " to " + last,
					this.positioned ? ", first at position " + position : "", this.problem);
		}

	}

}
