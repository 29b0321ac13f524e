package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

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
	 * @throws io.eventsourcing.persistence.recorder.AppendLockTimeoutException if another
	 * thread holds the guard for too long
	 */
	default TransactionGuard enter() {
		return TransactionGuard.NONE;
	}

	/**
	 * Takes the append lock until the end of the transaction, and does nothing else.
	 */
	void lock(Connection connection) throws SQLException;

	/**
	 * Inserts the events of each append that directly follows the stored events.
	 * @return the id of the first event of each append, or {@link #CONFLICT}
	 */
	long[] insert(Connection connection, List<Append> appends) throws SQLException;

	/**
	 * Inserts, in a transaction of the store's own, appends that are known to leave no
	 * gap, so that a database may skip the comparison: a version that is already stored
	 * violates the primary key.
	 */
	default long[] insertWithoutGap(Connection connection, List<Append> appends) throws SQLException {
		return insert(connection, appends);
	}

	/**
	 * Returns whether an insert on a connection in auto-commit mode is a transaction by
	 * itself.
	 */
	boolean isTransaction();

	/** Returns the inserts for a database. */
	static EventInsert of(Dialect dialect, SchemaName schema, Duration lockTimeout, Connection connection)
			throws SQLException {
		return switch (dialect) {
			case H2 -> {
				H2Sharing.warn(connection);
				yield new H2EventInsert(schema, lockTimeout, H2LocalLock.of(connection, schema));
			}
			case POSTGRESQL -> new PostgresEventInsert(schema, lockTimeout);
		};
	}

}
