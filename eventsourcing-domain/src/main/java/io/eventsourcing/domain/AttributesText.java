package io.eventsourcing.domain;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Describes the attributes of events for tests and debugging. The text quotes their
 * values, which may be personal data, so it must not become part of an error message.
 */
final class AttributesText {

	private AttributesText() {
	}

	/** Describes a record, or arguments by name. */
	static String of(Object attributes) {
		return (attributes instanceof EventArguments arguments) ? of(arguments.names(), arguments.values())
				: attributes.toString();
	}

	private static String of(List<String> names, @Nullable Object[] values) {
		StringBuilder text = new StringBuilder("{");
		for (int i = 0; i < values.length; i++) {
			text.append((i == 0) ? "" : ", ").append(names.get(i)).append('=').append(value(values[i]));
		}
		return text.append('}').toString();
	}

	private static String value(@Nullable Object value) {
		String text = Arrays.deepToString(new @Nullable Object[] { value });
		return text.substring(1, text.length() - 1);
	}

}
