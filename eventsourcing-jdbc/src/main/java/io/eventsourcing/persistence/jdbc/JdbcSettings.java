package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.PayloadTooLargeException;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.AppendObserver;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * The settings of a recorder; see {@link JdbcRecorderBuilder}.
 *
 * @param schema the schema that contains the tables
 * @param lockTimeout the maximum time a save waits for the append lock
 * @param networkTimeout the maximum time a statement of a save waits for an answer, in
 * addition to the wait for the append lock; zero for no limit
 * @param maxGroupSize the maximum number of events in a group
 * @param maxPayloadSize the maximum size of an event, in bytes
 * @param notifications whether processes notify each other
 * @param channel the name of the notification channel
 * @param listenerSource the source of the connection that listens
 * @param observer learns how saves are grouped
 * @param resettable whether everything that is stored may be deleted
 * @param threads creates the threads that notify, listen, and write for virtual threads
 */
record JdbcSettings(SchemaName schema, Duration lockTimeout, Duration networkTimeout, int maxGroupSize,
		long maxPayloadSize, boolean notifications, String channel, DataSource listenerSource, AppendObserver observer,
		boolean resettable, ThreadFactory threads) {

	/**
	 * The maximum time for which the store's own transactions wait for the append lock at
	 * a time. A save that has to wait longer tries again while it has time left. The
	 * shorter this time, the sooner a dead connection is distinguished from one that
	 * waits for the lock.
	 */
	private static final Duration LONGEST_LOCK_WAIT = Duration.ofSeconds(2);

	/** Returns the maximum time for which a statement waits for the append lock. */
	Duration lockWait() {
		return (this.lockTimeout.compareTo(LONGEST_LOCK_WAIT) > 0) ? LONGEST_LOCK_WAIT : this.lockTimeout;
	}

	/**
	 * Returns the maximum time in milliseconds for which a statement waits for an answer,
	 * or 0 for no limit. An H2 database answers in the thread that asks.
	 * @param lockWait how much of that time the statement may wait for the append lock
	 */
	int answerWithin(Dialect dialect, Duration lockWait) {
		if (dialect == Dialect.H2 || this.networkTimeout.isZero()) {
			return 0;
		}
		return (int) Math.min(lockWait.plus(this.networkTimeout).toMillis(), Integer.MAX_VALUE);
	}

	/**
	 * Rejects an append with an event that is too large.
	 * @throws PayloadTooLargeException if there is one
	 */
	void requireStorable(Append append) {
		for (StoredEvent event : append.events()) {
			long size = event.size();
			if (size > this.maxPayloadSize) {
				throw new PayloadTooLargeException(event.topic(), event.originatorId(), event.originatorVersion(), size,
						this.maxPayloadSize);
			}
		}
	}

}
