package io.eventsourcing.projection.runner.consumer;

import java.util.UUID;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.exception.LogIdentityException;
import io.eventsourcing.persistence.recorder.LogIdentity;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A log that projections follow.
 *
 * @param name the name under which positions in the log are stored
 * @param log the log
 * @param identity the identity of the log, or null if it is the log of the own event
 * store
 */
public record Upstream(String name, NotificationLog log, @Nullable LogIdentity identity) {

	public static Upstream ofOwnLog(NotificationLog log) {
		return new Upstream(ConsumerId.OWN_LOG, log, null);
	}

	/**
	 * Returns whether it is the log of the own event store, which is available whenever
	 * the positions are.
	 */
	public boolean isOwnLog() {
		return this.identity == null;
	}

	/**
	 * Makes sure that the log is the one to which the position of a consumer belongs.
	 * @throws LogIdentityException if it is another log
	 */
	public void requireSame(TrackingRecorder tracking, ConsumerId consumer) {
		if (this.identity != null) {
			UUID found = this.identity.read();
			UUID expected = tracking.bindLog(consumer, found);
			if (!expected.equals(found)) {
				throw new LogIdentityException(this.name, expected, found);
			}
		}
	}

}
