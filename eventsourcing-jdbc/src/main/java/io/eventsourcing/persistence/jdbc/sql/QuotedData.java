package io.eventsourcing.persistence.jdbc.sql;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Removes data that a database quotes in an error. For example, a violated constraint is
 * reported together with the row, which contains the attributes of an event. These may be
 * personal data, which must not be logged.
 */
final class QuotedData {

	private static final String DATA_ERROR = "22";

	private static final String CONSTRAINT_VIOLATION = "23";

	private QuotedData() {
	}

	/**
	 * Returns the error without quoted data: the error itself if it cannot quote any,
	 * otherwise a copy with the same SQL state, error code and stack trace.
	 */
	static SQLException removeFrom(SQLException failure) {
		SQLException safe = copy(failure);
		if (safe != failure) {
			safe.setStackTrace(failure.getStackTrace());
			for (Throwable suppressed : failure.getSuppressed()) {
				safe.addSuppressed((suppressed instanceof SQLException sql) ? removeFrom(sql) : suppressed);
			}
		}
		return safe;
	}

	private static SQLException copy(SQLException failure) {
		String origin = failure.getClass().getName();
		if (origin.startsWith("org.postgresql.")) {
			return Postgres.copy(failure);
		}
		return origin.startsWith("org.h2.") ? h2Copy(failure) : failure;
	}

	/** H2 quotes values in errors of two classes of SQL states. */
	private static SQLException h2Copy(SQLException failure) {
		String state = String.valueOf(failure.getSQLState());
		if (state.startsWith(CONSTRAINT_VIOLATION)) {
			return new SQLIntegrityConstraintViolationException(upTo(" VALUES ", failure), state,
					failure.getErrorCode());
		}
		if (state.startsWith(DATA_ERROR)) {
			return new SQLDataException(upTo("\"", failure), state, failure.getErrorCode());
		}
		return failure;
	}

	private static String upTo(String end, SQLException failure) {
		String message = String.valueOf(failure.getMessage());
		int index = message.indexOf(end);
		return (index < 0) ? message : message.substring(0, index).strip() + " (values are not shown)";
	}

	/** Loaded only if an exception of the driver exists. */
	private static final class Postgres {

		/** PostgreSQL quotes values in details and contexts. */
		static SQLException copy(SQLException failure) {
			ServerErrorMessage message = (failure instanceof PSQLException error) ? error.getServerErrorMessage()
					: null;
			return (message != null) ? new PSQLException(message, false) : failure;
		}

	}

}
