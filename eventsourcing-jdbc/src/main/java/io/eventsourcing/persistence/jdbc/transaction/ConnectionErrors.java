package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;

import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;

import org.springframework.util.ClassUtils;

/** Distinguishes errors of a connection from errors of a statement. */
public final class ConnectionErrors {

	private static final boolean IS_POSTGRES_PRESENT = ClassUtils.isPresent("org.postgresql.core.BaseConnection",
			ConnectionErrors.class.getClassLoader());

	private ConnectionErrors() {
	}

	/**
	 * Returns whether the transaction may have been committed without a report: because
	 * the connection broke, the server closed it, or the driver failed while it read an
	 * answer. The outcome is certain only if the server itself has reported the error.
	 */
	public static boolean isOutcomeUnknown(SQLException failure) {
		String state = failure.getSQLState();
		return failure instanceof UncertainCommitException || state == null || state.startsWith("08")
				|| state.startsWith("57P") || isFromPostgresDriver(failure);
	}

	/**
	 * Returns whether the error comes from PostgreSQL's driver and not from the server.
	 * The class is compared by name first, because the driver need not be present.
	 */
	private static boolean isFromPostgresDriver(SQLException failure) {
		return failure.getClass().getName().equals("org.postgresql.util.PSQLException")
				&& Postgres.isFromDriver(failure);
	}

	/**
	 * Returns whether the connection can no longer be used, so that another one may
	 * succeed.
	 */
	static boolean isLost(SQLException failure) {
		return isOutcomeUnknown(failure) || failure instanceof SQLNonTransientConnectionException
				|| failure instanceof SQLRecoverableException;
	}

	/**
	 * Returns whether a statement of the current transaction has failed, so that
	 * PostgreSQL rolls the transaction back when it is asked to commit it. The driver
	 * need not ask the server.
	 */
	public static boolean isAborted(Connection connection) throws SQLException {
		return IS_POSTGRES_PRESENT && Postgres.isAborted(connection);
	}

	/** Uses classes of the driver of PostgreSQL. */
	private static final class Postgres {

		static boolean isAborted(Connection connection) throws SQLException {
			return connection.isWrapperFor(BaseConnection.class)
					&& connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
		}

		static boolean isFromDriver(SQLException failure) {
			return failure instanceof PSQLException error && error.getServerErrorMessage() == null;
		}

	}

}
