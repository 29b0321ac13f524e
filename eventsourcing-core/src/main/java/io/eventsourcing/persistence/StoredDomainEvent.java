package io.eventsourcing.persistence;

import java.util.Map;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** Creates domain events from what is stored beside their attributes. */
final class StoredDomainEvent {

	private StoredDomainEvent() {
	}

	static DomainEvent of(StoredEvent event, EventType type, Object attributes) {
		DomainEvent decoded = new DomainEvent(type, event.originatorId(), event.originatorVersion(), event.timestamp(),
				type.restored(attributes, event.originatorId(), event.timestamp()));
		String metadata = event.metadata();
		return (metadata != null) ? decoded.withMetadata(() -> read(event, metadata)) : decoded;
	}

	private static Map<String, String> read(StoredEvent event, String metadata) {
		try {
			return MetadataJson.read(metadata);
		}
		catch (RuntimeException ex) {
			throw new MapperException("read", event.topic(), event.originatorId(), event.originatorVersion(),
					new EventSourcingException("its metadata is not valid JSON", ex));
		}
	}

}
