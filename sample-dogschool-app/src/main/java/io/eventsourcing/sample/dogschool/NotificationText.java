package io.eventsourcing.sample.dogschool;

import io.eventsourcing.persistence.recorder.Notification;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notifications as JSON on one line, which is what a server-sent event has room for.
 */
final class NotificationText {

	private final JsonMapper jsonMapper;

	private final ObjectWriter writer;

	NotificationText(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
		this.writer = jsonMapper.writer().without(SerializationFeature.INDENT_OUTPUT);
	}

	String of(Notification notification) {
		return this.writer.writeValueAsString(NotificationView.of(notification, this.jsonMapper));
	}

}
