package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.eventsourcing.persistence.jdbc.lock.LockTimeout;
import io.eventsourcing.persistence.jdbc.sql.ConflictFinder;
import io.eventsourcing.persistence.jdbc.sql.EventInsert;
import io.eventsourcing.persistence.jdbc.sql.SqlErrors;
import io.eventsourcing.persistence.jdbc.transaction.SpringTransaction;
import io.eventsourcing.persistence.recorder.Append;

/** Inserts events in the Spring transaction of the caller. Thread-safe. */
final class CallerTransactionInsert {

	private final SpringTransaction springTransaction;

	private final EventInsert eventInsert;

	private final ConflictFinder conflictFinder;

	private final LockTimeout lockTimeout;

	private final Runnable afterCommit;

	/**
	 * @param afterCommit called once after the commit of a transaction that has inserted
	 * events
	 */
	CallerTransactionInsert(SpringTransaction springTransaction, EventInsert eventInsert, ConflictFinder conflictFinder,
			LockTimeout lockTimeout, Runnable afterCommit) {
		this.springTransaction = springTransaction;
		this.eventInsert = eventInsert;
		this.conflictFinder = conflictFinder;
		this.lockTimeout = lockTimeout;
		this.afterCommit = afterCommit;
	}

	/** Inserts the events, and returns the notification id of the first one. */
	long insert(Append append) {
		try {
			return this.springTransaction.append(this.eventInsert::enter, (connection) -> insert(connection, append),
					this.afterCommit, append.onRollback());
		}
		catch (SQLException ex) {
			throw SqlErrors.translateAppend(append, ex, this.lockTimeout);
		}
	}

	private long insert(Connection connection, Append append) throws SQLException {
		while (true) {
			long firstId = this.eventInsert.insert(connection, List.of(append))[0];
			if (firstId != EventInsert.CONFLICT) {
				return firstId;
			}
			this.conflictFinder.throwConflict(connection, append);
		}
	}

}
