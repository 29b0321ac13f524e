package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.util.unit.DataSize;

/**
 * The settings of a recorder, see {@link JdbcRecorderBuilder}.
 *
 * @param schema where the tables are
 * @param lockTimeout how long to wait for other saves
 * @param maxGroupSize how many events are written together at the most
 * @param maxPayloadSize how large an event may be
 * @param notifications whether processes wake up each other
 * @param channel by what name they do
 * @param listenerSource where the connection comes from that listens
 */
record JdbcSettings(SchemaName schema, Duration lockTimeout, int maxGroupSize, DataSize maxPayloadSize,
		boolean notifications, String channel, DataSource listenerSource) {

	EventInsert eventInsert(Dialect dialect, Connection connection) throws SQLException {
		return switch (dialect) {
			case H2 -> new H2EventInsert(this.schema, this.lockTimeout, H2LocalLock.of(connection, this.schema));
			case POSTGRESQL -> new PostgresEventInsert(this.schema, this.lockTimeout);
		};
	}

	WakeUps wakeUps(Dialect dialect, Connections connections, Runnable heard) {
		if (!this.notifications || dialect == Dialect.H2) {
			return WakeUps.NONE;
		}
		return new PostgresWakeUps(connections, this.listenerSource, this.channel, heard);
	}

}
