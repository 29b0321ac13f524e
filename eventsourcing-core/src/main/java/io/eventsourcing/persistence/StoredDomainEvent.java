package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.metadata.MetadataJson;
import io.eventsourcing.persistence.recorder.StoredEvent;

/** Creates domain events from what is stored beside their attributes. */
final class StoredDomainEvent {

	private StoredDomainEvent() {
	}

	static DomainEvent of(StoredEvent event, EventType type, Object attributes) {
		DomainEvent decoded = new DomainEvent(type, event.originatorId(), event.originatorVersion(), event.timestamp(),
				type.restored(attributes, event.originatorId(), event.timestamp()));
		String metadata = event.metadata();
		return (metadata != null)
				? withMetadata(decoded, event.originatorType(), event.eventType(), event.eventVersion(), metadata)
				: decoded;
	}

	/**
	 * Keeps nothing of the stored event but what an error message contains.
	 */
	private static DomainEvent withMetadata(DomainEvent event, String originatorType, String eventType,
			int eventVersion, String metadata) {
		return event.withMetadata(() -> {
			try {
				return MetadataJson.read(metadata);
			}
			catch (RuntimeException ex) {
				throw new MapperException("read", new Topic(originatorType, eventType).toString(), eventVersion,
						event.originatorId(), event.originatorVersion(), new InvalidMetadataException(ex));
			}
		});
	}

}
