package io.eventsourcing.test.support;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventArguments;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of events by name, whatever the style in which they are declared.
 */
@Internal
public final class Attributes {

	private Attributes() {
	}

	/**
	 * Returns the attributes of an event as they are stored: without an id or a time that
	 * belongs to its header.
	 */
	public static Map<String, @Nullable Object> of(DomainEvent event) {
		Object stored = event.type().stored(event);
		return (stored instanceof EventArguments arguments) ? arguments.asMap() : of((Record) stored);
	}

	public static Map<String, @Nullable Object> of(Record record) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			values.put(component.getName(), value(component.getAccessor(), record));
		}
		return values;
	}

	private static @Nullable Object value(Method accessor, Record record) {
		try {
			accessor.setAccessible(true);
			return accessor.invoke(record);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(
					"The component %s of %s cannot be read".formatted(accessor.getName(), record.getClass().getName()),
					ex);
		}
	}

	/** Returns the current full name of an event. */
	public static String topic(EventType type) {
		return new Topic(new Topics().register(type.aggregateType()), type.name()).toString();
	}

}
