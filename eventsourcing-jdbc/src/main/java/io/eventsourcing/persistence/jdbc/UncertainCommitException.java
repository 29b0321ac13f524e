package io.eventsourcing.persistence.jdbc;

import java.sql.SQLException;

/** A commit has failed, perhaps only after it was done. */
final class UncertainCommitException extends SQLException {

	UncertainCommitException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
