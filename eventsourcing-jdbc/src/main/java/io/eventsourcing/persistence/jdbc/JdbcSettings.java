package io.eventsourcing.persistence.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.PayloadTooLargeException;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * The settings of a recorder; see {@link JdbcRecorderBuilder}.
 *
 * @param schema the schema that contains the tables
 * @param lockTimeout the maximum time a save waits for the append lock
 * @param maxGroupSize the maximum number of events in a group
 * @param maxPayloadSize the maximum size of an event, in bytes
 * @param notifications whether processes notify each other
 * @param channel the name of the notification channel
 * @param listenerSource the source of the connection that listens
 * @param threads creates the threads that notify and listen
 */
record JdbcSettings(SchemaName schema, Duration lockTimeout, int maxGroupSize, long maxPayloadSize,
		boolean notifications, String channel, DataSource listenerSource, ThreadFactory threads) {

	/**
	 * Rejects an append with an event that is too large.
	 * @throws PayloadTooLargeException if there is one
	 */
	void requireStorable(Append append) {
		for (StoredEvent event : append.events()) {
			long size = event.size();
			if (size > this.maxPayloadSize) {
				throw new PayloadTooLargeException(event, size, this.maxPayloadSize);
			}
		}
	}

}
