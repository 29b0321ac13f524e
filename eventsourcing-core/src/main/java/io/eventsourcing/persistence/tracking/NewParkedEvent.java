package io.eventsourcing.persistence.tracking;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event that is to be parked.
 *
 * @param notificationId the id of the event
 * @param topic the topic of the event
 * @param originatorId the id of the aggregate
 * @param attempts the number of failed attempts to handle the event; 0 if it only waits
 * @param cause the exception with its stack trace, or null; truncated if it is too long
 */
public record NewParkedEvent(long notificationId, String topic, UUID originatorId, int attempts,
		@Nullable String cause) {
}
