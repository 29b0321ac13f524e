package io.eventsourcing.domain;

import java.util.Objects;

/**
 * The full name of an event: the name of its aggregate and its own name, such as
 * {@code Dog.TrickAdded}. The name of an aggregate may contain dots; the name of an event
 * is a Java identifier.
 *
 * @param originatorType the name of the aggregate in the store, such as {@code Dog}
 * @param eventType the name of the event within the aggregate, such as {@code TrickAdded}
 */
public record Topic(String originatorType, String eventType) {

	private static final char SEPARATOR = '.';

	public Topic {
		Objects.requireNonNull(originatorType, "originatorType");
		Objects.requireNonNull(eventType, "eventType");
	}

	/**
	 * Parses a full name into its two parts.
	 * @throws IllegalArgumentException if the name does not have two parts
	 */
	public static Topic parse(String name) {
		int separator = name.lastIndexOf(SEPARATOR);
		if (separator < 1 || separator == name.length() - 1) {
			throw new IllegalArgumentException(
					"'%s' is not the full name of an event, such as 'Dog.TrickAdded'".formatted(name));
		}
		return new Topic(name.substring(0, separator), name.substring(separator + 1));
	}

	/** Returns the full name, such as {@code Dog.TrickAdded}. */
	@Override
	public String toString() {
		return this.originatorType + SEPARATOR + this.eventType;
	}

}
