package io.eventsourcing.projection.runner;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.tracking.ConsumerId;
import org.jspecify.annotations.Nullable;

/**
 * A log that projections follow.
 *
 * @param name the name under which positions in the log are stored
 * @param log the log
 * @param identity the identity of the log, or null if it is the log of the own event
 * store
 */
record Upstream(String name, NotificationLog log, @Nullable LogIdentity identity) {

	static Upstream ofOwnLog(NotificationLog log) {
		return new Upstream(ConsumerId.OWN_LOG, log, null);
	}

	/**
	 * Returns whether it is the log of the own event store, which is available whenever
	 * the positions are.
	 */
	boolean isOwnLog() {
		return this.identity == null;
	}

}
