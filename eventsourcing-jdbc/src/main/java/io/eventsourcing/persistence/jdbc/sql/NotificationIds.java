package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;

import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.IdSequence;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.ConnectionErrors;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Prevents saves while the next id of the sequence is not above all ids in use, for
 * example after a restore without the sequence. Such an id may lie in a gap, and
 * followers that have passed the gap would never see the event. Even failed saves would
 * move the sequence towards such a gap. Thread-safe.
 * <p>
 * The sequence is compared with the largest id before the first save and whenever
 * something suggests that it was set back; all other saves need no such statement. The
 * field that matters is {@code ahead}. If two threads set it at the same time, either it
 * is false and the next save compares again, or a thread has just seen that the sequence
 * is ahead.
 */
final class NotificationIds {

	private final IdSequence sequence;

	/** Whether the sequence is known to be ahead of all ids in use. */
	private volatile boolean ahead;

	/** The last id that was drawn. Need not be exact: it only causes a comparison. */
	private volatile long last;

	NotificationIds(Dialect dialect, SchemaName schema) {
		this.sequence = new IdSequence(dialect, schema);
	}

	/**
	 * Checks that the sequence is ahead of all ids in use. Draws no id unless it is
	 * ahead, and then skips the ids that a crash of H2 may have lost.
	 * @throws io.eventsourcing.persistence.exception.StoreNotWritableException if the
	 * sequence is behind
	 */
	void requireAhead(Connection connection) throws SQLException {
		if (this.ahead) {
			return;
		}
		String lag = this.sequence.lag(connection);
		if (lag != null) {
			throw NotWritableReason.IDS_IN_USE.exception(this.sequence.catchUp(),
					new InvalidDataAccessResourceUsageException(lag));
		}
		this.sequence.skipLostIds(connection);
		this.ahead = true;
	}

	/**
	 * Notes the ids that were drawn.
	 * @param firstIds the first id of each append, or {@link EventInsert#CONFLICT}
	 */
	void drawn(long[] firstIds) {
		for (long id : firstIds) {
			if (id != EventInsert.CONFLICT) {
				if (id <= this.last) {
					this.ahead = false;
				}
				this.last = id;
			}
		}
	}

	/** Notes that the sequence was restarted, and that no ids are in use. */
	void restarted() {
		this.last = 0;
		this.ahead = true;
	}

	/**
	 * Notes a failure after which the sequence has to be compared again: an id that is in
	 * use, or a broken connection, because the next connection may lead to a database
	 * that was restored.
	 */
	void failed(SQLException failure) {
		if (SqlErrors.isIdTaken(failure) || ConnectionErrors.isOutcomeUnknown(failure)) {
			this.ahead = false;
		}
	}

}
