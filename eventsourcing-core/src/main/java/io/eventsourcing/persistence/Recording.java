package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;

/**
 * A stored event and its position in the notification log.
 *
 * @param event the event
 * @param notificationId the position of the event in the log, at least 1
 */
public record Recording(DomainEvent event, long notificationId) {
}
