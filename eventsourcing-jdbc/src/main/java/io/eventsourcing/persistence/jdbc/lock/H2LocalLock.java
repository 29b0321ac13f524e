package io.eventsourcing.persistence.jdbc.lock;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.TransactionGuard;
import org.jspecify.annotations.Nullable;

/**
 * The append lock of an H2 database among the threads of this JVM, which are usually its
 * only users. It is taken before the row of the table is locked, and held until the
 * transaction has ended.
 * <p>
 * The row lock alone is not sufficient: when a transaction is rolled back while others
 * wait, H2 2.4 may undo its row lock twice, the second time after another transaction has
 * taken the lock, so that a second transaction also holds it. Rows that were inserted
 * under the lock are undone before it and are not affected.
 */
public final class H2LocalLock {

	private static final String SELECT_DATABASE = """
			select coalesce(database_path(), database())
			""";

	/**
	 * The locks by database and schema. They are weak references, so that a lock is
	 * discarded with the last recorder that uses it.
	 */
	private static final Map<String, WeakReference<H2LocalLock>> LOCKS = new HashMap<>();

	private final Semaphore permit = new Semaphore(1, true);

	/** The thread that has the permit, for messages only. */
	private volatile @Nullable Thread holder;

	/**
	 * Returns the lock of a schema of the database, which is the same for all recorders.
	 */
	public static H2LocalLock of(Connection connection, SchemaName schema) throws SQLException {
		return named(schema.value() + '@' + databaseName(connection));
	}

	/** Returns a name that identifies the database among those of this JVM. */
	static String databaseName(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(SELECT_DATABASE)) {
			row.next();
			return row.getString(1);
		}
	}

	private static H2LocalLock named(String name) {
		synchronized (LOCKS) {
			LOCKS.values().removeIf((reference) -> reference.get() == null);
			WeakReference<H2LocalLock> reference = LOCKS.get(name);
			H2LocalLock lock = (reference != null) ? reference.get() : null;
			if (lock == null) {
				lock = new H2LocalLock();
				LOCKS.put(name, new WeakReference<>(lock));
			}
			return lock;
		}
	}

	/**
	 * Takes the lock until the guard is closed.
	 * @throws AppendLockTimeoutException if another thread holds the lock for too long
	 */
	public TransactionGuard enter(Duration timeout) {
		Guard guard = new Guard();
		guard.interrupted = acquire(timeout);
		return guard;
	}

	/**
	 * Waits for the lock.
	 * @return whether the thread was interrupted while it waited; the interrupt is
	 * suspended, because an interrupted thread that writes breaks H2's files
	 */
	private boolean acquire(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean interrupted = false;
		while (true) {
			try {
				if (this.permit.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
					this.holder = Thread.currentThread();
					return interrupted;
				}
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		restore(interrupted);
		throw new AppendLockTimeoutException(timeout, describeHolder(), null);
	}

	private String describeHolder() {
		Thread thread = this.holder;
		return (thread != null) ? "It is held by the thread '" + thread.getName() + "'." : "";
	}

	private void release(boolean interrupted) {
		this.holder = null;
		this.permit.release();
		restore(interrupted);
	}

	private static void restore(boolean interrupted) {
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Created before the lock is taken: without memory for it, nobody would release the
	 * lock.
	 */
	private final class Guard implements TransactionGuard {

		private boolean interrupted;

		@Override
		public void close() {
			release(this.interrupted);
		}

	}

}
