package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.eventsourcing.persistence.exception.StoreUnavailableException;
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
	 * fail at once; if the server does not respond, repeating the read does not help.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final DataSource dataSource;

	private final int networkTimeout;

	/**
	 * @param dataSource the source of the connections, not a proxy that binds them to the
	 * thread
	 */
	public Connections(DataSource dataSource) {
		this(eager(dataSource), 0);
	}

	private Connections(DataSource dataSource, int networkTimeout) {
		this.dataSource = dataSource;
		this.networkTimeout = networkTimeout;
	}

	/**
	 * Returns connections of the same source on which a statement fails if the server
	 * does not answer in time: a connection that has died unnoticed would otherwise block
	 * all saves until TCP gives up. Reads by {@link #read} are not limited.
	 * @param milliseconds the maximum time, or 0 for no limit
	 */
	public Connections answeringWithin(int milliseconds) {
		return new Connections(this.dataSource, milliseconds);
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
	 * Performs work on a connection in auto-commit mode: each statement is a transaction
	 * of its own.
	 * @throws StoreUnavailableException if no connection is available
	 */
	public <T extends @Nullable Object> T run(ConnectionCallback<T> work) throws SQLException {
		try (LentConnection lent = lendForWrite(true)) {
			return lent.run(work);
		}
	}

	/**
	 * Returns whether the data source provides connections in auto-commit mode.
	 * @throws StoreUnavailableException if no connection is available
	 */
	public boolean autoCommits() throws SQLException {
		try (LentConnection lent = lend(true, 0)) {
			return lent.isAutoCommitByDefault();
		}
	}

	/**
	 * Performs read-only work, on a connection in auto-commit mode. The work is repeated
	 * on another connection if its connection turns out to be dead before any result has
	 * been passed on, at least once and for up to two seconds. Its time is not limited.
	 * @throws StoreUnavailableException if no connection is available
	 */
	public <T extends @Nullable Object> T read(ConnectionCallback<T> work) throws SQLException {
		return repeatedly(() -> {
			try (LentConnection lent = lend(true, 0)) {
				return lent.run(work);
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
		return repeatedly(() -> transaction(lend(false, this.networkTimeout), guard, work));
	}

	private static <T extends @Nullable Object> T repeatedly(Read<T> read) throws SQLException {
		StackReserve.require();
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
		return transaction(lendForWrite(false), guard, work);
	}

	private static <T extends @Nullable Object> T transaction(LentConnection connection,
			Supplier<? extends TransactionGuard> guard, ConnectionCallback<T> work) throws SQLException {
		try (LentConnection lent = connection; TransactionGuard entered = guard.get()) {
			return lent.runTransaction(work);
		}
	}

	/** A failure to prepare the connection must not look like a failed statement. */
	private LentConnection lendForWrite(boolean autoCommit) {
		try {
			return lend(autoCommit, this.networkTimeout);
		}
		catch (SQLException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	private LentConnection lend(boolean autoCommit, int answerWithin) throws SQLException {
		return LentConnection.of(connect(), autoCommit, answerWithin);
	}

	private Connection connect() {
		LentConnection.closeRemaining();
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	/** A read on its own connection. */
	private interface Read<T extends @Nullable Object> {

		T run() throws SQLException;

	}

}
