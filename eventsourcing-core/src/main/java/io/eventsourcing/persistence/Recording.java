package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;

/**
 * An event that was stored, and where.
 *
 * @param event the event
 * @param notificationId its position in the notification log
 */
public record Recording(DomainEvent event, long notificationId) {
}
