package io.eventsourcing.persistence;

import io.eventsourcing.domain.EventType;

/**
 * Turns the attributes of events into bytes and back. Implementations are safe for use by
 * many threads, and free to throw any unchecked exception about what they cannot write or
 * read.
 */
public interface Transcoder {

	/** Writes the attributes of an event of that type. */
	byte[] encode(EventType type, Object payload);

	/**
	 * Reads the attributes of an event of that type.
	 * @param type the type as the application knows it now
	 * @param version the version of the event's class that wrote the bytes, from 1
	 * @param bytes what {@link #encode} has written
	 */
	Object decode(EventType type, int version, byte[] bytes);

	/**
	 * Checks that events of that type can be written and read.
	 * @throws RuntimeException if not; the message names the attribute
	 */
	void validate(EventType type);

}
