package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Turns domain events into stored events and back. Thread-safe.
 */
public interface EventMapper {

	/**
	 * Returns the event in the form in which it is stored.
	 * @throws UnsupportedEventException if an event of the aggregate's class could not be
	 * read back
	 * @throws MapperException if the attributes of the event cannot be written
	 */
	StoredEvent toStoredEvent(DomainEvent event);

	/**
	 * Returns the event that was stored.
	 * @throws TopicException if its aggregate or its name is not known
	 * @throws MapperException if its attributes cannot be read
	 */
	DomainEvent toDomainEvent(StoredEvent event);

	/** Creates a mapper that uses the given names and the given transcoder. */
	static EventMapper of(Topics topics, Transcoder transcoder) {
		return new TopicEventMapper(topics, transcoder);
	}

}
