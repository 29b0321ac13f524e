package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * An {@link EventMapper} for events that are found by name.
 */
final class TopicEventMapper implements EventMapper {

	private static final int EVENT_VERSION = 1;

	private final Topics topics;

	private final Transcoder transcoder;

	TopicEventMapper(Topics topics, Transcoder transcoder) {
		this.topics = topics;
		this.transcoder = transcoder;
	}

	@Override
	public StoredEvent toStoredEvent(DomainEvent event) {
		EventType type = event.type();
		String originatorType = this.topics.register(type.aggregateType());
		return StoredEvent.builder(event.originatorId(), event.originatorVersion())
			.type(originatorType, type.name())
			.eventVersion(EVENT_VERSION)
			.timestamp(event.timestamp())
			.payload(encode(event, originatorType))
			.build();
	}

	private byte[] encode(DomainEvent event, String originatorType) {
		try {
			return this.transcoder.encode(event.type(), event.payload());
		}
		catch (RuntimeException ex) {
			throw new MapperException("written", originatorType + "." + event.name(), event.originatorId(),
					event.originatorVersion(), ex);
		}
	}

	@Override
	public DomainEvent toDomainEvent(StoredEvent event) {
		EventType type = this.topics.resolve(event.originatorType(), event.eventType());
		try {
			return new DomainEvent(type, event.originatorId(), event.originatorVersion(), event.timestamp(),
					this.transcoder.decode(type, event.eventVersion(), event.payload()));
		}
		catch (RuntimeException ex) {
			throw new MapperException("read", event.topic(), event.originatorId(), event.originatorVersion(), ex);
		}
	}

}
