package io.eventsourcing.persistence.jdbc.transaction;

import java.sql.SQLException;

/**
 * Thrown if a read fails after it has passed on some of its rows, so that it is not
 * repeated.
 */
public final class PartialReadException extends SQLException {

	public PartialReadException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
	}

}
