package io.eventsourcing.persistence.jdbc.lock;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.Connections;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL which session holds the append lock.
 * <p>
 * The pool may not have a free connection, and the server may not answer. So another
 * thread asks, and callers wait for at most one second. All callers share one such
 * thread, which occupies one connection. Thread-safe; the field that matters is
 * {@code running}.
 */
final class PostgresLockHolder implements LockHolder {

	private static final Logger LOGGER = System.getLogger(PostgresLockHolder.class.getName());

	private static final int PATIENCE_SECONDS = 1;

	/**
	 * Selects the session, but not its query, which may contain data. A prepared
	 * transaction holds locks without a session. The details of the sessions of other
	 * roles are null unless the role may read them.
	 */
	private static final String SELECT = """
			select case when locks.pid is null then 'It is held by a prepared transaction; see pg_prepared_xacts.'
			  else 'It is held by the session with the process id ' || locks.pid || pg_catalog.concat(
			    ', user ' || usename,
			    ', application "' || nullif(application_name, '') || '"',
			    ', client ' || pg_catalog.host(client_addr),
			    ', ' || state || ' for ' || pg_catalog.round(extract(epoch from pg_catalog.clock_timestamp() - state_change)) || ' s',
			    '; pg_terminate_backend(' || locks.pid || ') ends it.') end
			from pg_catalog.pg_locks locks
			  left join pg_catalog.pg_stat_activity activity on activity.pid = locks.pid
			where locks.locktype = 'advisory' and locks.granted and locks.objsubid = 1
			  and locks.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
			  and (locks.classid::bigint << 32) | locks.objid::bigint = ?
			""";

	private final Lock lock = new ReentrantLock();

	private final long key;

	private final Connections connections;

	/** The current or last question; guarded by the lock. */
	private @Nullable CompletableFuture<String> running;

	PostgresLockHolder(SchemaName schema, Connections connections) {
		this.key = schema.lockKey("append");
		this.connections = connections;
	}

	@Override
	public String describe() {
		try {
			return ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
		catch (ExecutionException | TimeoutException ex) {
			LOGGER.log(Level.DEBUG, "Could not determine who holds the append lock", ex);
			return "";
		}
	}

	private CompletableFuture<String> ask() {
		this.lock.lock();
		try {
			CompletableFuture<String> current = this.running;
			if (current == null || current.isDone()) {
				current = CompletableFuture.supplyAsync(this::select, PostgresLockHolder::start);
				this.running = current;
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "eventsourcing-lock-holder");
		thread.setDaemon(true);
		thread.start();
	}

	private String select() {
		try {
			return this.connections.read(this::select);
		}
		catch (SQLException ex) {
			throw new CompletionException(ex);
		}
	}

	private String select(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
			statement.setQueryTimeout(PATIENCE_SECONDS);
			statement.setLong(1, this.key);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? row.getString(1) : "";
			}
		}
	}

}
