package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;

import org.postgresql.util.PSQLException;

/** Distinguishes errors of a connection from errors of a statement. */
public final class ConnectionErrors {

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

	/** Uses classes of the driver of PostgreSQL. */
	private static final class Postgres {

		static boolean isFromDriver(SQLException failure) {
			return failure instanceof PSQLException error && error.getServerErrorMessage() == null;
		}

	}

}
