package io.eventsourcing.persistence.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

import io.eventsourcing.persistence.jdbc.append.RecentVersions;
import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.jdbc.sql.SqlErrors;
import io.eventsourcing.persistence.jdbc.transaction.Connections;

/**
 * Empties the tables of the store, and restarts the sequence of ids. Thread-safe.
 * <p>
 * Rows are deleted, because {@code truncate} also waits for readers, and is slower on
 * small tables. On PostgreSQL, the sequence is set back at once, before the commit:
 * should the commit fail, the ids are checked before the next save.
 */
final class StoreReset {

	private static final String DELETES = """
			delete from {schema}.stored_events;
			delete from {schema}.snapshots;
			delete from {schema}.tracking;
			delete from {schema}.active_versions;
			delete from {schema}.parked_events;
			delete from {schema}.runners;
			delete from {schema}.event_types;
			delete from {schema}.log_identity;
			""";

	private static final String RESTART_POSTGRES_IDS = """
			select pg_catalog.setval('{schema-literal}.notification_ids', 1, false)
			""";

	private static final String RESTART_H2_IDS = """
			alter sequence {schema}.notification_ids restart with 1
			""";

	private final Connections connections;

	private final EventInsert eventInsert;

	private final RecentVersions recentVersions;

	private final LockTimeout lockTimeout;

	private final String statements;

	StoreReset(Connections connections, EventInsert eventInsert, RecentVersions recentVersions, LockTimeout lockTimeout,
			Dialect dialect, SchemaName schema) {
		this.connections = connections;
		this.eventInsert = eventInsert;
		this.recentVersions = recentVersions;
		this.lockTimeout = lockTimeout;
		this.statements = schema.in(DELETES + ((dialect == Dialect.H2) ? RESTART_H2_IDS : RESTART_POSTGRES_IDS));
	}

	void run() {
		try {
			deleteAll();
		}
		catch (SQLException ex) {
			throw SqlErrors.isLockTimeout(ex) ? this.lockTimeout.exception(ex)
					: SqlErrors.translate("Resetting the event store", ex);
		}
		this.recentVersions.clear();
	}

	private void deleteAll() throws SQLException {
		this.connections.transaction(this.eventInsert::enter, (connection) -> {
			this.eventInsert.lock(connection);
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.statements);
			}
			this.eventInsert.idsRestarted();
			return this;
		});
	}

}
