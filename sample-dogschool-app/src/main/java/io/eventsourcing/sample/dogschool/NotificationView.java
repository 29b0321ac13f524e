package io.eventsourcing.sample.dogschool;

import java.time.Instant;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Notification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification as JSON.
 */
record NotificationView(long id, UUID originatorId, long originatorVersion, String topic, Instant timestamp,
		JsonNode payload) {

	static NotificationView of(Notification notification, JsonMapper jsonMapper) {
		return new NotificationView(notification.id(), notification.originatorId(), notification.originatorVersion(),
				notification.topic(), notification.event().timestamp(), jsonMapper.readTree(notification.payload()));
	}

}
