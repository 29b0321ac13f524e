package io.eventsourcing.persistence.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.StoreUnavailableException;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Lends connections that no transaction of the caller uses.
 *
 * @param dataSource where they come from, not a proxy that binds them to the thread
 */
record Connections(DataSource dataSource) {

	private static final Logger LOGGER = System.getLogger(Connections.class.getName());

	/** Lazy ones would say that there is none when a save seems to be under way. */
	Connections {
		if (dataSource instanceof LazyConnectionDataSourceProxy lazy && lazy.getTargetDataSource() != null) {
			dataSource = lazy.getTargetDataSource();
		}
	}

	/** Work that needs no transaction. */
	<T> T autoCommit(SqlWork<T> work) throws SQLException {
		return lend(true, work);
	}

	/** Work of one round trip, which makes it a transaction. */
	<T> T statement(TransactionalWork<T> work) throws SQLException {
		OwnTransactionEnd end = new OwnTransactionEnd();
		try {
			return autoCommit((connection) -> work.run(connection, end));
		}
		finally {
			end.arrive();
		}
	}

	/** Work in a transaction that is committed at its end. */
	<T> T transaction(TransactionalWork<T> work) throws SQLException {
		OwnTransactionEnd end = new OwnTransactionEnd();
		return lend(false, (connection) -> {
			try {
				T result = work.run(connection, end);
				commit(connection);
				return result;
			}
			catch (SQLException | RuntimeException | Error ex) {
				rollback(connection, ex);
				throw ex;
			}
			finally {
				end.arrive();
			}
		});
	}

	private <T> T lend(boolean autoCommit, SqlWork<T> work) throws SQLException {
		Connection connection = connect();
		try {
			boolean before = connection.getAutoCommit();
			if (before == autoCommit) {
				return work.run(connection);
			}
			connection.setAutoCommit(autoCommit);
			try {
				return work.run(connection);
			}
			finally {
				restore(connection, before);
			}
		}
		finally {
			JdbcUtils.closeConnection(connection);
		}
	}

	private Connection connect() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			throw new StoreUnavailableException(ex);
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

	private static void rollback(Connection connection, Throwable failure) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** The outcome of the work is known and stays, even if the connection is dead now. */
	private static void restore(Connection connection, boolean autoCommit) {
		try {
			connection.setAutoCommit(autoCommit);
		}
		catch (SQLException ex) {
			LOGGER.log(Level.DEBUG, "Could not reset a connection", ex);
		}
	}

}
