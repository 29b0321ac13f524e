package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

/** The events of several saves, column by column. */
final class PostgresArrays {

	private PostgresArrays() {
	}

	static void bind(PreparedStatement statement, List<Save> saves) throws SQLException {
		int size = 0;
		int heads = 0;
		for (Save save : saves) {
			size += save.events().size();
			heads += save.heads().size();
		}
		bindEvents(statement, saves, size);
		bindHeads(statement, saves, heads);
	}

	private static void bindEvents(PreparedStatement statement, List<Save> saves, int size) throws SQLException {
		Integer[] places = new Integer[size];
		Long[] versions = new Long[size];
		String[] times = new String[size];
		UUID[] ids = new UUID[size];
		Integer[] eventVersions = new Integer[size];
		String[] originatorTypes = new String[size];
		String[] eventTypes = new String[size];
		byte[][] payloads = new byte[size][];
		@Nullable String[] metadata = new String[size];
		int row = 0;
		for (int place = 0; place < saves.size(); place++) {
			for (StoredEvent event : saves.get(place).events()) {
				places[row] = place;
				versions[row] = event.originatorVersion();
				times[row] = event.timestamp().toString();
				ids[row] = event.originatorId();
				eventVersions[row] = event.eventVersion();
				originatorTypes[row] = event.originatorType();
				eventTypes[row] = event.eventType();
				payloads[row] = event.payload();
				metadata[row] = event.metadata();
				row++;
			}
		}
		set(statement, 1, "int4", places);
		set(statement, 2, "int8", versions);
		set(statement, 3, "timestamptz", times);
		set(statement, 4, "uuid", ids);
		set(statement, 5, "int4", eventVersions);
		set(statement, 6, "text", originatorTypes);
		set(statement, 7, "text", eventTypes);
		set(statement, 8, "bytea", payloads);
		set(statement, 9, "text", metadata);
	}

	private static void bindHeads(PreparedStatement statement, List<Save> saves, int size) throws SQLException {
		Integer[] places = new Integer[size];
		UUID[] ids = new UUID[size];
		Long[] expectedVersions = new Long[size];
		int row = 0;
		for (int place = 0; place < saves.size(); place++) {
			for (StoredEvent head : saves.get(place).heads()) {
				places[row] = place;
				ids[row] = head.originatorId();
				expectedVersions[row] = head.originatorVersion() - 1;
				row++;
			}
		}
		set(statement, 10, "int4", places);
		set(statement, 11, "uuid", ids);
		set(statement, 12, "int8", expectedVersions);
	}

	private static void set(PreparedStatement statement, int index, String type, @Nullable Object[] values)
			throws SQLException {
		Connection connection = statement.getConnection();
		statement.setArray(index, connection.createArrayOf(type, values));
	}

}
