package io.eventsourcing.autoconfigure;

import io.eventsourcing.persistence.jdbc.JdbcRecorderBuilder;

/** Sets a recorder up as the properties say. */
record RecorderSettings(JdbcRecorderBuilder builder) {

	void apply(EventSourcingProperties.Jdbc properties) {
		Settings.use(() -> this.builder.lockTimeout(properties.lockTimeout()), "eventsourcing.jdbc.lock-timeout");
		Settings.use(() -> this.builder.maxGroupSize(properties.maxGroupSize()), "eventsourcing.jdbc.max-group-size");
		Settings.use(() -> this.builder.maxPayloadSize(properties.maxPayloadSize()),
				"eventsourcing.jdbc.max-payload-size");
		apply(properties.notifications());
	}

	private void apply(EventSourcingProperties.Notifications properties) {
		this.builder.notifications(properties.enabled());
		String channel = properties.channel();
		if (channel != null) {
			Settings.use(() -> this.builder.notificationChannel(channel), "eventsourcing.jdbc.notifications.channel");
		}
	}

}
