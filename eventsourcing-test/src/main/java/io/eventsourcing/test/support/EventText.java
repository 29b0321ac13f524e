package io.eventsourcing.test.support;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Internal;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/**
 * Shows events in messages: their names and attributes, without ids, versions and times.
 */
@Internal
public final class EventText extends StandardRepresentation {

	public static final EventText INSTANCE = new EventText();

	private EventText() {
	}

	public static String of(DomainEvent event) {
		return event.name() + of(Attributes.of(event));
	}

	public static String of(Map<String, @Nullable Object> attributes) {
		return attributes.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + INSTANCE.toStringOf(each.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	/** Shows values that are expected by position. */
	public static String of(List<@Nullable Object> values) {
		return values.stream().map(INSTANCE::toStringOf).collect(Collectors.joining(", ", "(", ")"));
	}

	/** Shows one event a line. */
	public static String lines(Collection<?> events) {
		return events.isEmpty() ? "  none"
				: events.stream()
					.map((each) -> "  " + ((each instanceof DomainEvent event) ? of(event) : each))
					.collect(Collectors.joining("\n"));
	}

	@Override
	protected String fallbackToStringOf(Object object) {
		return (object instanceof DomainEvent event) ? of(event) : super.fallbackToStringOf(object);
	}

}
