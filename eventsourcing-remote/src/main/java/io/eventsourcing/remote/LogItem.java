package io.eventsourcing.remote;

import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it is sent over HTTP.
 *
 * @param id the notification id
 * @param originatorId the id of the aggregate
 * @param originatorVersion the version of the aggregate after the event
 * @param originatorType the name of the aggregate's class: as it is stored in a section,
 * otherwise as it was requested
 * @param eventType the name of the event, likewise
 * @param eventVersion the version of the event's class that wrote the payload
 * @param timestamp the time of the event
 * @param payload the attributes in base64: exactly as they are stored, unless the event
 * was brought up to date
 * @param metadata the metadata exactly as it is stored, or null
 */
public record LogItem(long id, UUID originatorId, long originatorVersion, String originatorType, String eventType,
		int eventVersion, Instant timestamp, byte[] payload, @Nullable String metadata) {

	public static LogItem of(Notification notification) {
		StoredEvent event = notification.event();
		return new LogItem(notification.id(), event.originatorId(), event.originatorVersion(), event.originatorType(),
				event.eventType(), event.eventVersion(), event.timestamp(), event.payload(), event.metadata());
	}

	/** Returns this item with other names. */
	public LogItem withTopic(Topic topic) {
		return new LogItem(this.id, this.originatorId, this.originatorVersion, topic.originatorType(),
				topic.eventType(), this.eventVersion, this.timestamp, this.payload, this.metadata);
	}

	public Notification toNotification() {
		return new Notification(this.id,
				StoredEvent.builder(this.originatorId, this.originatorVersion)
					.type(this.originatorType, this.eventType)
					.eventVersion(this.eventVersion)
					.timestamp(this.timestamp)
					.payload(this.payload)
					.metadata(this.metadata)
					.build());
	}

}
