package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.lock.ConsumerLocks;
import io.eventsourcing.persistence.jdbc.lock.H2ConsumerLocks;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.jdbc.sql.SqlErrors;
import io.eventsourcing.persistence.jdbc.transaction.Connections;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a recorder learns about its database from its first connection.
 *
 * @param dialect the kind of the database
 * @param eventInsert appends to it in transactions of the store's own
 * @param callerEventInsert appends to it in callers' transactions
 * @param autoCommits whether its connections are lent in auto-commit mode
 * @param consumerLocks the locks of the consumers that save events
 */
record Database(Dialect dialect, EventInsert eventInsert, EventInsert callerEventInsert, boolean autoCommits,
		ConsumerLocks consumerLocks) {

	/** Connects to the database. */
	static Database of(DataSource dataSource, Connections connections, JdbcSettings settings) {
		try {
			return TransactionSynchronizationManager.hasResource(dataSource)
					? connectInTransaction(dataSource, settings) : connectOutsideOfTransactions(connections, settings);
		}
		catch (SQLException ex) {
			throw SqlErrors.translate("Examining the database of the event store", ex);
		}
	}

	/**
	 * Waiting for another connection would be a deadlock if the transaction has the last
	 * one of the pool. Its auto-commit mode says nothing about that of other connections.
	 */
	private static Database connectInTransaction(DataSource dataSource, JdbcSettings settings) throws SQLException {
		Connection connection = DataSourceUtils.doGetConnection(dataSource);
		try {
			return look(connection, true, settings);
		}
		finally {
			DataSourceUtils.doReleaseConnection(connection, dataSource);
		}
	}

	private static Database connectOutsideOfTransactions(Connections connections, JdbcSettings settings)
			throws SQLException {
		boolean autoCommits = connections.autoCommits();
		return connections.run((connection) -> look(connection, autoCommits, settings));
	}

	private static Database look(Connection connection, boolean autoCommits, JdbcSettings settings)
			throws SQLException {
		Dialect dialect = Dialect.of(connection);
		SchemaName schema = settings.schema();
		EventInsert callerInsert = EventInsert.of(dialect, schema, settings.lockTimeout(), connection);
		EventInsert insert = callerInsert.waitingFor(settings.lockWait());
		ConsumerLocks locks = (dialect == Dialect.H2) ? H2ConsumerLocks.of(connection, schema) : ConsumerLocks.NONE;
		return new Database(dialect, insert, callerInsert, autoCommits, locks);
	}

}
