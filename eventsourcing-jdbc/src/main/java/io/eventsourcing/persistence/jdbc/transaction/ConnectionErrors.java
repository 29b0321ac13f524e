package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;

/** Distinguishes errors of a connection from errors of a statement. */
public final class ConnectionErrors {

	private ConnectionErrors() {
	}

	/**
	 * Returns whether a commit may have succeeded that could not be reported, because the
	 * connection broke or the server closed it.
	 */
	public static boolean isOutcomeUnknown(SQLException failure) {
		String state = failure.getSQLState();
		return failure instanceof UncertainCommitException || state == null || state.startsWith("08")
				|| state.startsWith("57P");
	}

	/**
	 * Returns whether the connection can no longer be used, so that another one may
	 * succeed.
	 */
	static boolean isLost(SQLException failure) {
		return isOutcomeUnknown(failure) || failure instanceof SQLNonTransientConnectionException
				|| failure instanceof SQLRecoverableException;
	}

}
