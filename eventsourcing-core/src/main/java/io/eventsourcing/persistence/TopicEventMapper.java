package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventType;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.StoredEventType;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.upcasting.EventData;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventMapper} that finds event types by their names, and applies upcasting
 * steps to events of older versions. Before it maps the first event of a class to be
 * stored, it checks that all events of the class can be read back.
 */
final class TopicEventMapper implements EventMapper {

	private final Topics topics;

	private final Transcoder transcoder;

	private final NewerVersions newerVersions;

	/** The types of validated classes, as they are stored. */
	private final Map<EventType, StoredEventType> written = new ConcurrentHashMap<>();

	TopicEventMapper(Topics topics, Transcoder transcoder, NewerVersions newerVersions) {
		this.topics = topics;
		this.transcoder = transcoder;
		this.newerVersions = newerVersions;
	}

	@Override
	public StoredEvent toStoredEvent(DomainEvent event, @Nullable String metadata) {
		StoredEventType stored = stored(event.type());
		Topic topic = stored.topic();
		return StoredEvent.builder(event.originatorId(), event.originatorVersion())
			.type(topic.originatorType(), topic.eventType())
			.eventVersion(stored.version())
			.timestamp(event.timestamp())
			.payload(encode(event, stored))
			.metadata(metadata)
			.build();
	}

	private StoredEventType stored(EventType type) {
		StoredEventType stored = this.written.get(type);
		if (stored == null) {
			String name = this.topics.register(type.aggregateType());
			this.transcoder.validate(type.aggregateType());
			stored = this.topics.find(name, type.name());
			this.written.put(type, stored);
		}
		return stored;
	}

	private byte[] encode(DomainEvent event, StoredEventType stored) {
		try {
			return this.transcoder.encode(event.type(), event.type().stored(event));
		}
		catch (Exception ex) {
			throw new MapperException("written", stored.topic().toString(), stored.version(), event.originatorId(),
					event.originatorVersion(), ex);
		}
	}

	@Override
	public void toDomainEvents(StoredEvent event, Consumer<? super DomainEvent> consumer) {
		StoredEventType stored = this.topics.find(event);
		EventType type = stored.type();
		if (type != null && isCurrent(event, stored)) {
			consumer.accept(EventMapper.toDomainEvent(event, type, this.transcoder));
		}
		else {
			upcast(event, stored).forEach(consumer);
		}
	}

	private boolean isCurrent(StoredEvent event, StoredEventType stored) {
		return event.eventVersion() == stored.version()
				|| (event.eventVersion() > stored.version() && this.newerVersions == NewerVersions.READ);
	}

	private List<DomainEvent> upcast(StoredEvent event, StoredEventType stored) {
		try {
			requireKnownVersion(event, stored);
			List<DomainEvent> parts = new ArrayList<>();
			stored.upcasting()
				.upcast(stored.topic().eventType(), event.eventVersion(), this.transcoder.parse(event.payload()),
						(name, data) -> parts.add(bind(event, stored, name, data)));
			return numbered(parts);
		}
		catch (Exception ex) {
			throw new MapperException("read", event.topic(), event.eventVersion(), event.originatorId(),
					event.originatorVersion(), ex);
		}
	}

	private static void requireKnownVersion(StoredEvent event, StoredEventType stored) {
		if (event.eventVersion() > stored.version()) {
			throw new NewerVersionException(event.eventVersion(), stored.version());
		}
	}

	private DomainEvent bind(StoredEvent event, StoredEventType stored, String name, EventData data) {
		EventType type = this.topics.resolve(stored.topic().originatorType(), name);
		return StoredDomainEvent.of(event, type, this.transcoder.bind(type, data));
	}

	private static List<DomainEvent> numbered(List<DomainEvent> parts) {
		if (parts.size() > 1) {
			for (int i = 0; i < parts.size(); i++) {
				parts.set(i, parts.get(i).withPart(i, parts.size()));
			}
		}
		return parts;
	}

}
