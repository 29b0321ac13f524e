package io.eventsourcing.autoconfigure.projection;

import io.eventsourcing.log.StoppableNotificationLog;

/**
 * The notification log that projections follow. It is not itself a bean of that type,
 * because the log of the application is stopped before the web server, while requests
 * that are still in progress may wait for projections.
 *
 * @param log the log
 */
record ProjectionLog(StoppableNotificationLog log) {
}
