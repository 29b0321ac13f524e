package io.eventsourcing.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * An {@link EventMapper} that finds event types by their names. Before it maps the first
 * event of a class to be stored, it checks that all events of the class can be read back.
 */
final class TopicEventMapper implements EventMapper {

	private static final int EVENT_VERSION = 1;

	private final Topics topics;

	private final Transcoder transcoder;

	private final Map<Class<?>, String> validatedNames = new ConcurrentHashMap<>();

	TopicEventMapper(Topics topics, Transcoder transcoder) {
		this.topics = topics;
		this.transcoder = transcoder;
	}

	@Override
	public StoredEvent toStoredEvent(DomainEvent event) {
		EventType type = event.type();
		String originatorType = validatedName(type.aggregateType());
		return StoredEvent.builder(event.originatorId(), event.originatorVersion())
			.type(originatorType, type.name())
			.eventVersion(EVENT_VERSION)
			.timestamp(event.timestamp())
			.payload(encode(event, originatorType))
			.metadata(MetadataJson.write(event.metadata()))
			.build();
	}

	private String validatedName(Class<? extends Aggregate> type) {
		String name = this.validatedNames.get(type);
		if (name == null) {
			name = this.topics.register(type);
			this.transcoder.validate(type);
			this.validatedNames.put(type, name);
		}
		return name;
	}

	private byte[] encode(DomainEvent event, String originatorType) {
		try {
			return this.transcoder.encode(event.type(), event.payload());
		}
		catch (RuntimeException ex) {
			throw new MapperException("written", new Topic(originatorType, event.name()).toString(),
					event.originatorId(), event.originatorVersion(), ex);
		}
	}

	@Override
	public DomainEvent toDomainEvent(StoredEvent event) {
		EventType type = this.topics.resolve(event.originatorType(), event.eventType());
		return EventMapper.toDomainEvent(event, type, this.transcoder);
	}

}
