package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.jdbc.lock.H2LocalLock;
import io.eventsourcing.persistence.jdbc.lock.H2Sharing;
import io.eventsourcing.persistence.jdbc.lock.LostSessions;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.TransactionGuard;
import io.eventsourcing.persistence.recorder.Append;

/**
 * Inserts events: takes the append lock, which is held until the end of the transaction,
 * then compares the versions, then draws ids and inserts. Thread-safe.
 * <p>
 * Why ids rise in the order of commits: a transaction that draws an id holds the lock,
 * and the lock is released only after the commit of its holder has become visible. So
 * every id that is drawn later belongs to a transaction that becomes visible later. Ids
 * come from a sequence, which ignores snapshots and rollbacks, so this holds at every
 * isolation level; a rollback merely leaves a gap.
 */
public interface EventInsert {

	/** The id that marks an append that does not follow the stored events. */
	long CONFLICT = 0;

	/**
	 * Enters the guard that must be held around a transaction, from before its first
	 * append or lock to its end.
	 * @throws io.eventsourcing.persistence.exception.AppendLockTimeoutException if
	 * another thread holds the guard for too long
	 */
	default TransactionGuard enter() {
		return TransactionGuard.NONE;
	}

	/**
	 * Takes the append lock until the end of the transaction, which must just have begun.
	 * Statements that follow see everything that was committed before.
	 */
	void lock(Connection connection) throws SQLException;

	/**
	 * Terminates the sessions in which the database may still begin a save whose
	 * connection is broken. Must not wait for them while the append lock is held, which
	 * would block all other saves.
	 * @param timeout the maximum time to wait for their end; zero to only signal them
	 * @return the process ids of the sessions that may still exist
	 */
	default List<Integer> terminateLostSessions(Connection connection, Duration timeout) throws SQLException {
		return List.of();
	}

	/**
	 * Inserts the events of each append that directly follows the stored events.
	 * @return the id of the first event of each append, or {@link #CONFLICT}
	 */
	long[] insert(Connection connection, List<Append> appends) throws SQLException;

	/**
	 * Inserts, in a transaction of the store's own, appends whose predecessors were
	 * recently seen in the store. It is sufficient to check that the predecessors still
	 * exist, because a version that is already stored violates the primary key.
	 */
	default long[] insertWithoutGap(Connection connection, List<Append> appends) throws SQLException {
		return insert(connection, appends);
	}

	/**
	 * Returns whether an insert on a connection in auto-commit mode is a transaction by
	 * itself.
	 */
	boolean isTransaction();

	/** Notes that the ids begin at 1 again, after all events were deleted. */
	void idsRestarted();

	/**
	 * Returns an object that inserts into the same tables and waits for the append lock
	 * for another maximum time.
	 */
	EventInsert waitingFor(Duration lockTimeout);

	/** Returns the inserts for a database. */
	static EventInsert of(Dialect dialect, SchemaName schema, Duration lockTimeout, Connection connection)
			throws SQLException {
		NotificationIds ids = new NotificationIds(dialect, schema);
		if (dialect == Dialect.POSTGRESQL) {
			return new PostgresEventInsert(schema, lockTimeout, ids, LostSessions.of(connection));
		}
		H2Sharing.warn(connection);
		return new H2EventInsert(schema, lockTimeout, H2LocalLock.of(connection, schema), ids);
	}

}
