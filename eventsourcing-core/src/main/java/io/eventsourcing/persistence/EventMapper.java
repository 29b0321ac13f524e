package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Converts domain events to stored events and back. Thread-safe.
 */
public interface EventMapper {

	/**
	 * Converts a domain event to the form in which it is stored.
	 * @throws UnsupportedEventException if an event of the aggregate's class could not be
	 * read back
	 * @throws MapperException if the attributes of the event cannot be written
	 */
	StoredEvent toStoredEvent(DomainEvent event);

	/**
	 * Converts a stored event to a domain event.
	 * @throws TopicException if the name of its aggregate or its own name is not known
	 * @throws MapperException if its attributes cannot be read
	 */
	DomainEvent toDomainEvent(StoredEvent event);

	/**
	 * Creates a mapper that uses the given names and the given transcoder. It stores
	 * metadata as a JSON object.
	 */
	static EventMapper of(Topics topics, Transcoder transcoder) {
		return new TopicEventMapper(topics, transcoder);
	}

}
