package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The append lock of an H2 database among the threads of this JVM, which nearly always
 * are all there are. It is taken before the row of the table is locked, and kept until
 * the transaction has ended.
 * <p>
 * The row alone does not do: when a transaction is rolled back while others are waiting,
 * H2 2.4 may undo its lock twice, the second time after somebody else has taken it, so
 * that two have it then. Rows that were inserted under the lock are undone before it and
 * so are safe.
 */
final class H2LocalLock {

	private static final String SELECT_DATABASE = """
			select coalesce(database_path(), database())
			""";

	private static final String LOCK_TIMEOUT = "HYT00";

	private static final Map<String, H2LocalLock> LOCKS = new ConcurrentHashMap<>();

	private final Semaphore permit = new Semaphore(1, true);

	/** That of a schema of the database, the same for all recorders. */
	static H2LocalLock of(Connection connection, SchemaName schema) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(SELECT_DATABASE)) {
			row.next();
			return LOCKS.computeIfAbsent(schema.quoted() + row.getString(1), (key) -> new H2LocalLock());
		}
	}

	/**
	 * Waits for the lock.
	 * @return whether the thread was interrupted meanwhile, which must not stop it in the
	 * middle of a file: it is for the caller to interrupt it again
	 */
	boolean acquire(Duration timeout) throws SQLException {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean interrupted = false;
		while (true) {
			try {
				if (this.permit.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
					return interrupted;
				}
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		throw new SQLTimeoutException("Another thread has the append lock", LOCK_TIMEOUT);
	}

	void release() {
		this.permit.release();
	}

}
