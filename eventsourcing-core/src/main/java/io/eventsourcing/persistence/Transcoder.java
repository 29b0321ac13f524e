package io.eventsourcing.persistence;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.upcasting.EventData;

/**
 * Converts the attributes of events to bytes and back. Implementations must be
 * thread-safe, and may throw any unchecked exception for attributes that they cannot
 * write or read. The message of that exception becomes part of a {@link MapperException},
 * so it should name attributes but not quote their values, which may be personal data.
 */
public interface Transcoder {

	/**
	 * Writes the attributes of an event of the given type.
	 * @param type the type of the event
	 * @param attributes an instance of {@link EventType#storedType()}
	 */
	byte[] encode(EventType type, Object attributes);

	/**
	 * Reads the attributes of an event of the given type.
	 * @param type the type as the application currently declares it
	 * @param version the version of the event's class that wrote the bytes, at least 1
	 * @param bytes the result of {@link #encode}
	 * @return an instance of {@link EventType#storedType()}
	 */
	Object decode(EventType type, int version, byte[] bytes);

	/**
	 * Reads attributes without binding them to a type, so that upcasting steps can change
	 * them.
	 * @param bytes the result of {@link #encode}, possibly of an older version
	 * @throws UnsupportedOperationException if this transcoder does not support upcasting
	 */
	default EventData parse(byte[] bytes) {
		throw new UnsupportedOperationException(
				"The transcoder %s cannot bring events of older versions up to date: implement parse(..) and bind(..)"
					.formatted(getClass().getName()));
	}

	/**
	 * Converts attributes in their current version to those of an event of the given
	 * type, with the same rules as {@link #decode}.
	 * @param data the result of {@link #parse}, changed by the steps
	 * @return an instance of {@link EventType#storedType()}
	 * @throws UnsupportedOperationException if this transcoder does not support upcasting
	 */
	default Object bind(EventType type, EventData data) {
		throw new UnsupportedOperationException(
				"The transcoder %s cannot bring events of older versions up to date: implement parse(..) and bind(..)"
					.formatted(getClass().getName()));
	}

	/**
	 * Checks that events of the given type can be written and read.
	 * @throws RuntimeException if they cannot; the message names the attribute
	 */
	void validate(EventType type);

	/**
	 * Checks that all events of an aggregate class can be written and read.
	 * @throws UnsupportedEventException if one of them cannot
	 */
	default void validate(Class<? extends Aggregate> aggregateType) {
		for (EventType type : EventType.of(aggregateType)) {
			try {
				validate(type);
			}
			catch (RuntimeException ex) {
				throw new UnsupportedEventException(type, ex);
			}
		}
	}

}
