package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Gets the store's own connections from the data source, never the connection of a
 * caller's transaction. Thread-safe.
 */
public final class Connections {

	/**
	 * The maximum number of attempts, which exceeds the size of a pool: after a server
	 * has closed all connections, each failure makes the pool replace one.
	 */
	private static final int MAX_READS = 100;

	/**
	 * The time after its first failure during which a read is repeated. Dead connections
	 * fail at once; a server that does not respond, or not before the driver gives up,
	 * fails the read again and again.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final DataSource dataSource;

	/**
	 * @param dataSource the source of the connections, not a proxy that binds them to the
	 * thread
	 */
	public Connections(DataSource dataSource) {
		this.dataSource = eager(dataSource);
	}

	/**
	 * Unwraps a lazy proxy, which would report a missing connection only at the first
	 * statement; that would look like a save with an unknown outcome.
	 */
	private static DataSource eager(DataSource dataSource) {
		return (dataSource instanceof LazyConnectionDataSourceProxy lazy && lazy.getTargetDataSource() != null)
				? lazy.getTargetDataSource() : dataSource;
	}

	/**
	 * Lends a connection in auto-commit mode: each statement is a transaction of its own.
	 * @throws StoreUnavailableException if no connection is available
	 */
	public LentConnection lend() throws SQLException {
		return LentConnection.of(connect(), true);
	}

	/**
	 * Performs read-only work, on a connection in auto-commit mode. The work is repeated
	 * on another connection if its connection turns out to be dead before any result has
	 * been passed on, at least once and for up to two seconds.
	 * @throws StoreUnavailableException if no connection is available
	 */
	public <T extends @Nullable Object> T read(ConnectionCallback<T> work) throws SQLException {
		return repeatedly(() -> {
			try (LentConnection lent = lend()) {
				return work.doInConnection(lent.connection());
			}
		});
	}

	/**
	 * Performs read-only work in a guarded transaction, and repeats it like
	 * {@link #read}.
	 * @param guard enters the guard; it is closed after the commit or rollback
	 * @throws StoreUnavailableException if no connection is available
	 */
	public <T extends @Nullable Object> T readInTransaction(Supplier<? extends TransactionGuard> guard,
			ConnectionCallback<T> work) throws SQLException {
		return repeatedly(() -> transaction(guard, work));
	}

	private static <T extends @Nullable Object> T repeatedly(Read<T> read) throws SQLException {
		long firstFailure = 0;
		for (int attempt = 1;; attempt++) {
			try {
				return read.run();
			}
			catch (SQLException ex) {
				if (attempt == MAX_READS || !ConnectionErrors.isLost(ex) || ex instanceof PartialReadException) {
					throw ex;
				}
				long now = System.nanoTime();
				firstFailure = (attempt == 1) ? now : firstFailure;
				if (now - firstFailure > PATIENCE.toNanos()) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Performs work in a guarded transaction, which is committed unless the work throws
	 * an exception.
	 * <p>
	 * The guard is entered after the connection has been obtained: a thread that holds
	 * the guard and waits for a connection would deadlock with a caller that holds the
	 * last connection of the pool and waits for the guard.
	 * @param guard enters the guard; it is closed after the commit or rollback
	 * @throws StoreUnavailableException if no connection is available
	 */
	public <T extends @Nullable Object> T transaction(Supplier<? extends TransactionGuard> guard,
			ConnectionCallback<T> work) throws SQLException {
		try (LentConnection lent = LentConnection.of(connect(), false); TransactionGuard entered = guard.get()) {
			return committed(lent.connection(), work);
		}
	}

	private static <T extends @Nullable Object> T committed(Connection connection, ConnectionCallback<T> work)
			throws SQLException {
		try {
			T result = work.doInConnection(connection);
			commit(connection);
			return result;
		}
		catch (SQLException | RuntimeException | Error ex) {
			rollback(connection, ex);
			throw ex;
		}
	}

	private Connection connect() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	private static void commit(Connection connection) throws UncertainCommitException {
		try {
			connection.commit();
		}
		catch (SQLException ex) {
			throw new UncertainCommitException(ex);
		}
	}

	private static void rollback(Connection connection, Throwable failure) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** A read on its own connection. */
	private interface Read<T extends @Nullable Object> {

		T run() throws SQLException;

	}

}
