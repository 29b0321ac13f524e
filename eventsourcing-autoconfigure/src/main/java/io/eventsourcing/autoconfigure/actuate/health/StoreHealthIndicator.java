package io.eventsourcing.autoconfigure.actuate.health;

import io.eventsourcing.persistence.recorder.NotificationRecorder;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health of the store of events: whether its last notification id can be read. That
 * of the connection to the database is shown by Spring Boot.
 */
final class StoreHealthIndicator extends AbstractHealthIndicator {

	private final NotificationRecorder recorder;

	StoreHealthIndicator(NotificationRecorder recorder) {
		super("The event store cannot be read");
		this.recorder = recorder;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up().withDetail("head", this.recorder.maxNotificationId());
	}

}
