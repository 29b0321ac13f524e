package io.eventsourcing.persistence.jdbc.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * The columns of the table {@code stored_events} except the notification id. Only this
 * class and {@link PostgresArrays} know their order.
 */
final class EventColumns {

	private static final String LIST = """
			originator_version, event_time, originator_id, event_version, originator_type, event_type,
			  payload, metadata""";

	private static final int COUNT = 8;

	private static final int USUAL_VERSION = 1;

	/**
	 * The columns that are needed if the aggregate is known. What most rows have in
	 * common is not sent: sending a value costs the server more than comparing it.
	 */
	private static final String LIST_FOR_REBUILDING = "originator_version, event_time, nullif(event_version, "
			+ USUAL_VERSION + "), nullif(originator_type, ?), event_type, payload";

	private EventColumns() {
	}

	/**
	 * Completes a statement that contains <code>{columns}</code> for the names of the
	 * columns and <code>{parameters}</code> for one parameter per column.
	 */
	static String in(SchemaName schema, String sql) {
		return schema.in(sql.replace("{columns}", LIST).replace("{parameters}", "?, ".repeat(COUNT - 1) + "?"));
	}

	/**
	 * Completes a statement that contains <code>{columns}</code> for the columns that
	 * {@link #read(ResultSet, UUID, String, RowValues)} reads. Its first parameter is the
	 * name that the aggregate's class probably has.
	 */
	static String forRebuilding(SchemaName schema, String sql) {
		return schema.in(sql.replace("{columns}", LIST_FOR_REBUILDING));
	}

	/**
	 * Binds the columns of an event.
	 * @param first the index of the first parameter
	 * @return the index of the next parameter
	 */
	static int bind(PreparedStatement statement, int first, StoredEvent event) throws SQLException {
		statement.setLong(first, event.originatorVersion());
		statement.setObject(first + 1, event.timestamp().atOffset(ZoneOffset.UTC));
		statement.setObject(first + 2, event.originatorId());
		statement.setInt(first + 3, event.eventVersion());
		statement.setString(first + 4, event.originatorType());
		statement.setString(first + 5, event.eventType());
		statement.setBytes(first + 6, event.payload());
		statement.setString(first + 7, event.metadata());
		return first + COUNT;
	}

	/**
	 * Reads the columns of an event.
	 * @param first the index of the first column
	 */
	static StoredEvent read(ResultSet row, int first, RowValues values) throws SQLException {
		return StoredEvent.builder(row.getObject(first + 2, UUID.class), row.getLong(first))
			.type(values.name(row, first + 4), values.name(row, first + 5))
			.eventVersion(row.getInt(first + 3))
			.timestamp(values.time(row, first + 1))
			.payload(row.getBytes(first + 6))
			.metadata(row.getString(first + 7))
			.build();
	}

	/**
	 * Reads the columns of an event of a known aggregate, without its metadata.
	 * @param expectedType the first parameter of the statement
	 */
	static StoredEvent read(ResultSet row, UUID originatorId, String expectedType, RowValues values)
			throws SQLException {
		String otherType = values.nameOrNull(row, 4);
		// the driver returns 0 for a version that was not sent
		return StoredEvent.builder(originatorId, row.getLong(1))
			.type((otherType != null) ? otherType : expectedType, values.name(row, 5))
			.eventVersion(Math.max(row.getInt(3), USUAL_VERSION))
			.timestamp(values.time(row, 2))
			.payload(row.getBytes(6))
			.build();
	}

}
