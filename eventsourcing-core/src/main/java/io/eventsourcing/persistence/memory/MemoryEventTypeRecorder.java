package io.eventsourcing.persistence.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.catalog.EventTypeRecorder;
import io.eventsourcing.persistence.catalog.RecordedEventType;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.NotificationRecorder;
import io.eventsourcing.persistence.recorder.ResettableRecorder;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Keeps the types of stored events in memory. Thread-safe.
 */
public final class MemoryEventTypeRecorder implements EventTypeRecorder, ResettableRecorder {

	private final NotificationRecorder log;

	private final Map<Type, RecordedEventType> types = new ConcurrentHashMap<>();

	/** Creates a recorder of the types of the events in a log. */
	public MemoryEventTypeRecorder(NotificationRecorder log) {
		this.log = log;
	}

	@Override
	public List<RecordedEventType> select() {
		return List.copyOf(this.types.values());
	}

	@Override
	public void record(long after, long upTo) {
		NotificationQuery part = NotificationQuery.after(after, Integer.MAX_VALUE).upTo(upTo);
		this.log.selectNotifications(part).forEach(this::record);
	}

	private void record(Notification notification) {
		StoredEvent event = notification.event();
		Topic topic = new Topic(event.originatorType(), event.eventType());
		this.types.putIfAbsent(new Type(topic, event.eventVersion()), new RecordedEventType(event.originatorType(),
				event.eventType(), event.eventVersion(), notification.id()));
	}

	@Override
	public void reset() {
		this.types.clear();
	}

	private record Type(Topic topic, int version) {
	}

}
