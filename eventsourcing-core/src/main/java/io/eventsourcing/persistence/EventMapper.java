package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Turns domain events into stored events and back. Safe for use by many threads.
 */
public interface EventMapper {

	/**
	 * The event as it is to be stored.
	 * @throws MapperException if its attributes cannot be written
	 */
	StoredEvent toStoredEvent(DomainEvent event);

	/**
	 * The event as it happened.
	 * @throws TopicException if its class or kind is not known
	 * @throws MapperException if its attributes cannot be read
	 */
	DomainEvent toDomainEvent(StoredEvent event);

	/** A mapper that takes names from the topics and writes attributes as told. */
	static EventMapper of(Topics topics, Transcoder transcoder) {
		return new TopicEventMapper(topics, transcoder);
	}

}
