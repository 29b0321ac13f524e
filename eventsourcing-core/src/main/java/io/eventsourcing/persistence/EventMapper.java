package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.metadata.Metadata;
import io.eventsourcing.persistence.metadata.MetadataJson;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.TopicException;
import io.eventsourcing.persistence.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Converts domain events to stored events and back. Thread-safe.
 */
public interface EventMapper {

	/**
	 * Converts a domain event to the form in which it is stored, with its own metadata.
	 * @throws UnsupportedEventException if an event of the aggregate's class could not be
	 * read back
	 * @throws MapperException if the attributes of the event cannot be written
	 */
	default StoredEvent toStoredEvent(DomainEvent event) {
		return toStoredEvent(event, MetadataJson.write(event.metadata()));
	}

	/**
	 * Converts a domain event to the form in which it is stored.
	 * @param metadata the metadata to store instead of that of the event, as a JSON
	 * object; null for none
	 * @throws UnsupportedEventException if an event of the aggregate's class could not be
	 * read back
	 * @throws MapperException if the attributes of the event cannot be written
	 */
	StoredEvent toStoredEvent(DomainEvent event, @Nullable String metadata);

	/**
	 * Converts a stored event, which upcasting may have split or dropped, to domain
	 * events, and passes these to the consumer. If it fails, the consumer receives none
	 * of them.
	 * @throws TopicException if the name of its aggregate or its own name is not known
	 * @throws MapperException if its attributes cannot be read or brought up to date
	 */
	void toDomainEvents(StoredEvent event, Consumer<? super DomainEvent> consumer);

	/**
	 * Converts a stored event to domain events, like
	 * {@link #toDomainEvents(StoredEvent, Consumer)}.
	 * @return none, one or several events, as an unmodifiable list
	 */
	default List<DomainEvent> toDomainEvents(StoredEvent event) {
		List<DomainEvent> events = new ArrayList<>(1);
		toDomainEvents(event, events::add);
		return Collections.unmodifiableList(events);
	}

	/**
	 * Creates a mapper that uses the given names and the given transcoder, and rejects
	 * events of newer versions. It stores metadata as a JSON object.
	 */
	static EventMapper of(Topics topics, Transcoder transcoder) {
		return of(topics, transcoder, NewerVersions.FAIL);
	}

	/**
	 * Creates a mapper that uses the given names and the given transcoder. It stores
	 * metadata as a JSON object.
	 * @param newerVersions what to do with events of versions that are not known
	 */
	static EventMapper of(Topics topics, Transcoder transcoder, NewerVersions newerVersions) {
		return new TopicEventMapper(topics, transcoder, newerVersions);
	}

	/**
	 * Converts a stored event, whose metadata is a JSON object, to a domain event of a
	 * type that is already known.
	 * @throws MapperException if its attributes cannot be read. Metadata is read when it
	 * is used for the first time, and throws the same exception then.
	 */
	static DomainEvent toDomainEvent(StoredEvent event, EventType type, Transcoder transcoder) {
		try {
			return StoredDomainEvent.of(event, type, transcoder.decode(type, event.eventVersion(), event.payload()));
		}
		catch (Exception ex) {
			throw new MapperException("read", event.topic(), event.eventVersion(), event.originatorId(),
					event.originatorVersion(), ex);
		}
	}

}
