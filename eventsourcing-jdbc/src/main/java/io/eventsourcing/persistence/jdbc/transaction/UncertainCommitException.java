package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;

/** Thrown if a commit has failed, possibly after the server had performed it. */
public final class UncertainCommitException extends SQLException {

	UncertainCommitException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
