package io.eventsourcing.persistence.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.StoredEvent;

/** Writes and reads the columns of an event, always in the order of the table. */
final class EventColumns {

	private EventColumns() {
	}

	/** Returns the index of the next parameter. */
	static int bind(PreparedStatement statement, int first, StoredEvent event) throws SQLException {
		statement.setLong(first, event.originatorVersion());
		statement.setObject(first + 1, timestamp(event.timestamp()));
		statement.setObject(first + 2, event.originatorId());
		statement.setInt(first + 3, event.eventVersion());
		statement.setString(first + 4, event.originatorType());
		statement.setString(first + 5, event.eventType());
		statement.setBytes(first + 6, event.payload());
		statement.setString(first + 7, event.metadata());
		return first + 8;
	}

	static OffsetDateTime timestamp(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	static StoredEvent read(ResultSet row, int first) throws SQLException {
		return StoredEvent.builder(row.getObject(first + 2, UUID.class), row.getLong(first))
			.type(row.getString(first + 4), row.getString(first + 5))
			.eventVersion(row.getInt(first + 3))
			.timestamp(row.getObject(first + 1, OffsetDateTime.class).toInstant())
			.payload(row.getBytes(first + 6))
			.metadata(row.getString(first + 7))
			.build();
	}

}
