package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
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

	/**
	 * Converts a stored event, whose metadata is a JSON object, to a domain event of a
	 * type that is already known.
	 * @throws MapperException if its attributes or its metadata cannot be read
	 */
	static DomainEvent toDomainEvent(StoredEvent event, EventType type, Transcoder transcoder) {
		try {
			DomainEvent decoded = new DomainEvent(type, event.originatorId(), event.originatorVersion(),
					event.timestamp(), transcoder.decode(type, event.eventVersion(), event.payload()));
			String metadata = event.metadata();
			return (metadata != null) ? decoded.withMetadata(MetadataJson.read(metadata)) : decoded;
		}
		catch (RuntimeException ex) {
			throw new MapperException("read", event.topic(), event.originatorId(), event.originatorVersion(), ex);
		}
	}

}
