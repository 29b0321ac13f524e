package io.eventsourcing.sample.dogschool;

import io.eventsourcing.persistence.recorder.Notification;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes notifications as JSON on a single line, as server-sent events require.
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
