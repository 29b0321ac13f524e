package io.eventsourcing.autoconfigure;

import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;

/** Sets a recorder up as the properties say. */
record RecorderSettings(JdbcRecorderBuilder builder) {

	void apply(EventSourcingProperties.Jdbc properties) {
		Settings.use("eventsourcing.jdbc.lock-timeout", () -> this.builder.lockTimeout(properties.lockTimeout()));
		Settings.use("eventsourcing.jdbc.max-group-size", () -> this.builder.maxGroupSize(properties.maxGroupSize()));
		Settings.use("eventsourcing.jdbc.max-payload-size",
				() -> this.builder.maxPayloadSize(properties.maxPayloadSize()));
		apply(properties.notifications());
	}

	private void apply(EventSourcingProperties.Notifications properties) {
		this.builder.notifications(properties.enabled());
		String channel = properties.channel();
		if (channel != null) {
			Settings.use("eventsourcing.jdbc.notifications.channel", () -> this.builder.notificationChannel(channel));
		}
	}

}
