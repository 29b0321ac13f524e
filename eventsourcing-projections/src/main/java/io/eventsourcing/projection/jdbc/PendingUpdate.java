package io.eventsourcing.projection.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * An update that has not been sent yet.
 *
 * @param key updates with equal keys keep their order; null keeps the order relative to
 * all others
 * @param parameters the values of the placeholders
 * @param notificationId the notification whose handler issued the update, or 0
 */
record PendingUpdate(@Nullable Object key, @Nullable Object[] parameters, long notificationId) {
}
