package io.eventsourcing.persistence.tracking;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer is about to park.
 *
 * @param notificationId the notification id of the event
 * @param topic the topic of the event
 * @param originatorId the id of the aggregate
 * @param attempts the number of failed attempts to handle the event; 0 if it was parked
 * because an earlier event of its aggregate is parked
 * @param cause the stack trace of the exception, or null if there were no attempts;
 * truncated when it is stored
 */
public record NewParkedEvent(long notificationId, String topic, UUID originatorId, int attempts,
		@Nullable String cause) {
}
