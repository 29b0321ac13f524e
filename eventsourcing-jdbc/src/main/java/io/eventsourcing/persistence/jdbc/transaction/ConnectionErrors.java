package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;

/** Tells errors of a connection from those of a statement. */
public final class ConnectionErrors {

	private ConnectionErrors() {
	}

	/**
	 * Whether a commit may have happened that could not be reported, because the
	 * connection broke or the server ended it.
	 */
	public static boolean isOutcomeUnknown(SQLException failure) {
		String state = failure.getSQLState();
		return failure instanceof UncertainCommitException || state == null || state.startsWith("08")
				|| state.startsWith("57P");
	}

	/** Whether the connection is of no more use, so that another one may do better. */
	static boolean isLost(SQLException failure) {
		return isOutcomeUnknown(failure) || failure instanceof SQLNonTransientConnectionException
				|| failure instanceof SQLRecoverableException;
	}

}
