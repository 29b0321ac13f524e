package io.eventsourcing.persistence.jdbc.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.eventsourcing.persistence.jdbc.schema.Dialect;
import org.postgresql.jdbc.PgResultSet;

/**
 * Converts values of a result, for columns that each row contains. Used by one thread,
 * for one result.
 */
interface RowValues {

	/** Leaves the conversion to the driver. */
	RowValues OF_DRIVER = new RowValues() {

		@Override
		public Instant time(ResultSet row, int column) throws SQLException {
			return row.getObject(column, OffsetDateTime.class).toInstant();
		}

		@Override
		public String name(ResultSet row, int column) throws SQLException {
			return row.getString(column);
		}

	};

	/** Returns the fastest conversion for the driver of the database. */
	static RowValues of(Dialect dialect, ResultSet rows) throws SQLException {
		return (dialect == Dialect.POSTGRESQL && rows.isWrapperFor(PgResultSet.class)) ? new PostgresRowValues()
				: OF_DRIVER;
	}

	/** Returns a time. */
	Instant time(ResultSet row, int column) throws SQLException;

	/** Returns a text that is the same in many rows. */
	String name(ResultSet row, int column) throws SQLException;

}
