package io.eventsourcing.persistence.jdbc.transaction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * A connection that is returned to its pool when this object is closed, in its original
 * auto-commit mode. Used by one thread.
 */
public final class LentConnection implements AutoCloseable {

	private static final Logger LOGGER = System.getLogger(LentConnection.class.getName());

	private final Connection connection;

	private final boolean autoCommit;

	private final boolean changed;

	private LentConnection(Connection connection, boolean autoCommit, boolean changed) {
		this.connection = connection;
		this.autoCommit = autoCommit;
		this.changed = changed;
	}

	static LentConnection of(Connection connection, boolean autoCommit) throws SQLException {
		try {
			boolean before = connection.getAutoCommit();
			if (before != autoCommit) {
				connection.setAutoCommit(autoCommit);
			}
			return new LentConnection(connection, before, before != autoCommit);
		}
		catch (SQLException | RuntimeException | Error ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	/** Returns the connection, which must not be closed. */
	public Connection connection() {
		return this.connection;
	}

	/** Returns whether the connection was in auto-commit mode when it was obtained. */
	public boolean isAutoCommitByDefault() {
		return this.autoCommit;
	}

	/**
	 * Returns the connection to its pool. Never fails: the result of the work is known
	 * and remains valid, even if the connection is now dead.
	 */
	@Override
	public void close() {
		try {
			if (this.changed) {
				this.connection.setAutoCommit(this.autoCommit);
			}
		}
		catch (SQLException ex) {
			LOGGER.log(Level.DEBUG, "Could not restore the auto-commit mode of a connection", ex);
		}
		finally {
			JdbcUtils.closeConnection(this.connection);
		}
	}

}
