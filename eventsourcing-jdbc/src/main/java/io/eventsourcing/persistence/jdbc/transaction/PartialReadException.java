package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;

/** A read has failed after it had passed on some of its rows, so it is not repeated. */
public final class PartialReadException extends SQLException {

	public PartialReadException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
