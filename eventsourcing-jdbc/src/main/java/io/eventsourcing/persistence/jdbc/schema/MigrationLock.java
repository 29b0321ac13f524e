package io.eventsourcing.persistence.jdbc.schema;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * The lock on PostgreSQL that only one process at a time holds while it migrates a
 * schema. Flyway has its own lock, which does not cover the creation of its history table
 * and is polled once per second.
 */
final class MigrationLock {

	private static final Logger LOGGER = System.getLogger(MigrationLock.class.getName());

	private static final String SELECT_HOLDER = """
			select 'process ' || a.pid || ' of the user ''' || a.usename || ''''
			  || case when a.application_name <> '' then ', application ''' || a.application_name || '''' else '' end
			  || coalesce(', from ' || pg_catalog.host(a.client_addr), '')
			from pg_catalog.pg_locks l
			join pg_catalog.pg_stat_activity a on a.pid = l.pid
			where l.locktype = 'advisory' and l.granted and l.objsubid = 1
			  and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
			  and (l.classid::bigint << 32) | l.objid::bigint = %s
			""";

	/**
	 * The SQL states of a lock timeout and of a statement timeout, of which the shorter
	 * applies.
	 */
	private static final Set<String> TIMEOUTS = Set.of("55P03", "57014");

	private final SchemaName schema;

	private final long key;

	private final Duration timeout;

	MigrationLock(SchemaName schema, Duration timeout) {
		this.schema = schema;
		this.key = schema.lockKey("migration");
		this.timeout = timeout;
	}

	/**
	 * Waits for the lock. The session keeps the lock after the transaction, whose only
	 * purpose is to limit the waiting time of this statement.
	 * @throws SchemaException if another session holds the lock for too long
	 */
	void acquire(Connection connection) throws SQLException {
		long start = System.nanoTime();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("set local lock_timeout = " + this.timeout.toMillis());
			statement.execute("select pg_catalog.pg_advisory_lock(" + this.key + ")");
			connection.commit();
		}
		catch (SQLException ex) {
			connection.rollback();
			if (TIMEOUTS.contains(ex.getSQLState())) {
				throw locked(connection, Duration.ofNanos(System.nanoTime() - start), ex);
			}
			throw ex;
		}
		finally {
			connection.setAutoCommit(true);
		}
	}

	private SchemaException locked(Connection connection, Duration waited, SQLException cause) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(SELECT_HOLDER.formatted(this.key))) {
			String holder = row.next() ? row.getString(1) : "a session that has ended since";
			return new SchemaException(SchemaException.Reason.LOCKED,
					"Waited %d s for another migration of the schema '%s' of the event store, which is in progress in %s"
						.formatted(waited.toSeconds(), this.schema.value(), holder),
					"""
							Start the application again when that migration has ended. If none is in progress, a pooler between the \
							application and the database (PgBouncer in transaction mode) has kept the lock: end that session with \
							pg_terminate_backend, and migrate through a direct connection, or run the SQL files of the library by \
							hand and switch the migration off.""",
					cause);
		}
	}

	void release(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_catalog.pg_advisory_unlock(" + this.key + ")")) {
			row.next();
			if (!row.getBoolean(1)) {
				LOGGER.log(Level.WARNING,
						"""
								The lock of the migration of the schema ''{0}'' is kept by another session than the one that should \
								release it: a pooler distributes the statements of one connection (PgBouncer in transaction mode). \
								Until that session ends, a newer version of the library cannot migrate the schema. \
								Migrate through a direct connection.""",
						this.schema.value());
			}
		}
	}

}
