package io.eventsourcing.persistence.jdbc.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.lock.ConsumerLocks;
import io.eventsourcing.persistence.jdbc.lock.H2ConsumerLocks;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.schema.TrackingColumns;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The properties of the database that the recorders need to change consumers.
 *
 * @param dialect the kind of the database
 * @param schema the schema of the tables
 * @param locks the locks of the consumers
 * @param role the role of the connections
 */
record TrackingDatabase(Dialect dialect, SchemaName schema, ConsumerLocks locks, String role) {

	/**
	 * Lowers a timeout for the current transaction, unless it is already lower; 0 means
	 * that there is no timeout.
	 */
	private static final String LIMIT = """
			pg_catalog.set_config('{setting}', case
			  when pg_catalog.current_setting('{setting}')::interval between '1 ms' and '{milliseconds} ms'
			  then pg_catalog.current_setting('{setting}') else '{milliseconds}' end, true)""";

	/** Unwraps a data source in the same way as Spring's transaction managers. */
	static DataSource unwrap(DataSource dataSource) {
		return (dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null)
				? proxy.getTargetDataSource() : dataSource;
	}

	/** Connects to the database. */
	static TrackingDatabase connect(JdbcOperations jdbc, SchemaName schema) {
		TrackingDatabase database = jdbc.execute((Connection connection) -> of(connection, schema));
		if (database == null) {
			throw new IllegalStateException("The database could not be determined");
		}
		return database;
	}

	private static TrackingDatabase of(Connection connection, SchemaName schema) throws SQLException {
		Dialect dialect = Dialect.of(connection);
		ConsumerLocks locks = (dialect == Dialect.H2) ? H2ConsumerLocks.of(connection, schema) : ConsumerLocks.NONE;
		return new TrackingDatabase(dialect, schema, locks, Dialect.role(connection));
	}

	/**
	 * Completes a statement that refers to the schema, to the key or the failure of a
	 * consumer, or to the current time.
	 */
	String in(String sql) {
		return this.schema.in(sql.replace("{key}", TrackingColumns.KEY)
			.replace("{of-consumer}", TrackingColumns.OF_CONSUMER)
			.replace("{handled}", TrackingColumns.HANDLED)
			.replace("{now}", (this.dialect == Dialect.H2) ? "current_timestamp" : "pg_catalog.clock_timestamp()"));
	}

	/** Returns an update that selects an expression for each row that it has changed. */
	String returning(String expression, String update) {
		return (this.dialect == Dialect.H2) ? "select " + expression + " from final table (" + update + ')'
				: update + "returning " + expression;
	}

	/**
	 * Returns an expression that, when evaluated, makes PostgreSQL end the current
	 * transaction if its client is idle for too long, or cancel a statement that takes
	 * too long. Otherwise, a process that is suspended within the transaction would keep
	 * its locks, and no other process could take over. The limits apply until the end of
	 * the transaction. On H2, the expression has no effect.
	 * <p>
	 * {@link java.sql.Statement#setQueryTimeout} would start a timer for each statement,
	 * and does not help if the client is suspended.
	 */
	String limits(Duration duration) {
		if (this.dialect == Dialect.H2 || duration.isZero()) {
			return "1";
		}
		return limit("idle_in_transaction_session_timeout", duration) + " || " + limit("statement_timeout", duration);
	}

	private static String limit(String setting, Duration duration) {
		long milliseconds = Math.min(Math.max(duration.toMillis(), 1), Integer.MAX_VALUE);
		return LIMIT.replace("{setting}", setting).replace("{milliseconds}", Long.toString(milliseconds));
	}

}
