package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicReference;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * A connection that is returned to its pool when this object is closed, in its original
 * auto-commit mode and with its original network timeout. Used by one thread.
 * <p>
 * If work ends neither with a result nor with an error that the server has reported, for
 * example with an {@link OutOfMemoryError} in the driver, unread answers may remain on
 * the connection, and its next user would read them as its own. So the connection is
 * aborted, and the pool replaces it.
 */
final class LentConnection implements AutoCloseable {

	private static final Logger LOGGER = System.getLogger(LentConnection.class.getName());

	/**
	 * The connections that could not be closed because of an {@link Error}, linked to
	 * each other by {@code next}.
	 */
	private static final AtomicReference<@Nullable LentConnection> REMAINING = new AtomicReference<>();

	private final Connection connection;

	private final boolean autoCommit;

	private boolean changed;

	private int networkTimeout = -1;

	private boolean usable = true;

	private @Nullable LentConnection next;

	private LentConnection(Connection connection) throws SQLException {
		this.connection = connection;
		this.autoCommit = connection.getAutoCommit();
	}

	/**
	 * Prepares a connection that was obtained from its pool.
	 * @param answerWithin the maximum time in milliseconds for which a statement waits
	 * for an answer, or 0 for no limit
	 */
	static LentConnection of(Connection connection, boolean autoCommit, int answerWithin) throws SQLException {
		LentConnection lent = null;
		try {
			lent = new LentConnection(connection);
			lent.setAutoCommit(autoCommit);
			lent.limit(answerWithin);
			return lent;
		}
		catch (SQLException | RuntimeException | Error ex) {
			if (lent != null) {
				lent.usable = false;
				lent.close();
			}
			else {
				JdbcUtils.closeConnection(connection);
			}
			throw ex;
		}
	}

	private void setAutoCommit(boolean value) throws SQLException {
		if (this.autoCommit != value) {
			this.connection.setAutoCommit(value);
			this.changed = true;
		}
	}

	/**
	 * Limits the time for which a statement waits for an answer, unless the connection
	 * already has a shorter limit. Some wrappers of drivers do not support limits.
	 */
	private void limit(int answerWithin) throws SQLException {
		if (answerWithin == 0) {
			return;
		}
		try {
			int before = this.connection.getNetworkTimeout();
			if (before == 0 || before > answerWithin) {
				this.connection.setNetworkTimeout(Runnable::run, answerWithin);
				this.networkTimeout = before;
			}
		}
		catch (SQLFeatureNotSupportedException ex) {
			LOGGER.log(Level.DEBUG, "The connection cannot limit the time for which it waits for an answer", ex);
		}
	}

	/** Returns whether the connection was in auto-commit mode when it was obtained. */
	boolean isAutoCommitByDefault() {
		return this.autoCommit;
	}

	/** Performs work on the connection, which the work must not close. */
	<T extends @Nullable Object> T run(ConnectionCallback<T> work) throws SQLException {
		this.usable = false;
		try {
			T result = work.doInConnection(this.connection);
			this.usable = true;
			return result;
		}
		catch (SQLException ex) {
			this.usable = !ConnectionErrors.isLost(ex);
			throw ex;
		}
		catch (EventSourcingException ex) {
			this.usable = true;
			throw ex;
		}
	}

	/**
	 * Performs work on the connection, which is not in auto-commit mode, and commits
	 * unless the work throws an exception.
	 */
	<T extends @Nullable Object> T runTransaction(ConnectionCallback<T> work) throws SQLException {
		try {
			return run((open) -> {
				T result = work.doInConnection(open);
				commit(open);
				return result;
			});
		}
		catch (SQLException | RuntimeException | Error ex) {
			rollback(ex);
			throw ex;
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

	/**
	 * If the rollback fails, for whatever reason, the connection must not be restored:
	 * switching auto-commit on would commit the transaction.
	 */
	private void rollback(Throwable failure) {
		boolean usableBefore = this.usable;
		this.usable = false;
		try {
			this.connection.rollback();
			this.usable = usableBefore;
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Returns the connection to its pool. Never fails: the result of the work is known
	 * and remains valid, even if the connection is now dead. After an {@link Error}, the
	 * connection is not returned, because it may not have been aborted; the next thread
	 * that needs a connection closes it.
	 */
	@Override
	public void close() {
		boolean closable = false;
		try {
			if (this.usable) {
				restore();
			}
			else {
				discard();
			}
			closable = true;
		}
		catch (SQLException | RuntimeException ex) {
			closable = true;
			LOGGER.log(Level.DEBUG, "Could not restore or abort a connection", ex);
		}
		finally {
			if (closable) {
				JdbcUtils.closeConnection(this.connection);
			}
			else {
				remain();
			}
		}
	}

	/** Allocates nothing, because memory is probably short. */
	private void remain() {
		do {
			this.next = REMAINING.get();
		}
		while (!REMAINING.compareAndSet(this.next, this));
	}

	/** Closes the connections that could not be closed because of an {@link Error}. */
	static void closeRemaining() {
		LentConnection each = REMAINING.get();
		while (each != null) {
			if (REMAINING.compareAndSet(each, each.next)) {
				each.close();
			}
			each = REMAINING.get();
		}
	}

	/**
	 * Aborts the connection. H2 cannot abort one, so there the transaction is rolled back
	 * and the connection restored: not every pool does so.
	 */
	private void discard() throws SQLException {
		this.connection.abort(Runnable::run);
		if (!this.connection.isClosed()) {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
			}
			restore();
		}
	}

	private void restore() throws SQLException {
		if (this.changed) {
			this.connection.setAutoCommit(this.autoCommit);
		}
		if (this.networkTimeout >= 0) {
			this.connection.setNetworkTimeout(Runnable::run, this.networkTimeout);
		}
	}

}
