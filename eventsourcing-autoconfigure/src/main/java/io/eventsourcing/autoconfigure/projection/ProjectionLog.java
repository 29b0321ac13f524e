package io.eventsourcing.autoconfigure.projection;

import io.eventsourcing.log.StoppableNotificationLog;

/**
 * The notification log that projections follow. It is separate from the log of the
 * application, which is stopped before the web server, because requests that are still in
 * progress then may wait for projections. This record keeps it from being injected as the
 * log of the application.
 *
 * @param log the log
 */
record ProjectionLog(StoppableNotificationLog log) {
}
