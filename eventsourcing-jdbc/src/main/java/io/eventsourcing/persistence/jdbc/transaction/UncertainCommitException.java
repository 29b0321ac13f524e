package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;

/** A commit has failed, possibly after the server had carried it out. */
public final class UncertainCommitException extends SQLException {

	UncertainCommitException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
