package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the append lock, which is held to the end of the transaction, then checks the
 * versions, then draws ids and inserts.
 * <p>
 * Why ids rise in the order of commits: whoever draws an id holds the lock, and the lock
 * is released after the commit of its holder has become visible. So every id that is
 * drawn later belongs to a transaction that becomes visible later. Ids come from a
 * sequence, which ignores snapshots and rollbacks, so that this is true at every
 * isolation level; a rollback merely leaves a gap.
 */
interface EventInsert {

	/** What is returned if {@link #insertAtOnce} is not supported. */
	long[] NOTHING = {};

	/** Only takes the append lock, to the end of the transaction. */
	void lock(Connection connection, TransactionEnd end) throws SQLException;

	/**
	 * Inserts the events of each save that fits to what is stored.
	 * @return the id of the first event of each save, 0 for a save that does not fit
	 */
	long[] insert(Connection connection, List<Save> saves, TransactionEnd end) throws SQLException;

	/**
	 * Inserts the events of saves of which it is known that they leave no gap, in a
	 * transaction of its own. Does not compare versions: one that is stored already
	 * violates the primary key.
	 * @return the id of the first event of each save; empty, and nothing is inserted, if
	 * there is no such statement for this database
	 */
	default long[] insertAtOnce(Connection connection, List<Save> saves) throws SQLException {
		return NOTHING;
	}

	/** Whether it is a transaction of its own on a connection in auto-commit mode. */
	boolean needsNoTransaction();

}
