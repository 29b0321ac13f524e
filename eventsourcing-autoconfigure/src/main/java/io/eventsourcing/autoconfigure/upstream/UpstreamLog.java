package io.eventsourcing.autoconfigure.upstream;

import io.eventsourcing.log.StoppableNotificationLog;
import io.eventsourcing.persistence.recorder.LogIdentity;

/**
 * The log of another application.
 *
 * @param log the log
 * @param identity its identity
 */
public record UpstreamLog(StoppableNotificationLog log, LogIdentity identity) {
}
