package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

/** The events of several saves, column by column. */
final class PostgresArrays {

	private PostgresArrays() {
	}

	/** Binds the place of each event's save, the events, and the heads of the saves. */
	static void bind(PreparedStatement statement, List<Save> saves) throws SQLException {
		List<Integer> places = new ArrayList<>();
		int heads = 0;
		for (int place = 0; place < saves.size(); place++) {
			Save save = saves.get(place);
			places.addAll(Collections.nCopies(save.events().size(), place));
			heads += save.heads().size();
		}
		set(statement, 1, "int4", places.toArray());
		int next = bindEvents(statement, 2, saves);
		bindHeads(statement, next, saves, heads);
	}

	/** Returns the index of the next parameter. */
	static int bindEvents(PreparedStatement statement, int first, List<Save> saves) throws SQLException {
		int size = saves.stream().mapToInt((save) -> save.events().size()).sum();
		Long[] versions = new Long[size];
		String[] times = new String[size];
		UUID[] ids = new UUID[size];
		Integer[] eventVersions = new Integer[size];
		String[] originatorTypes = new String[size];
		String[] eventTypes = new String[size];
		byte[][] payloads = new byte[size][];
		@Nullable String[] metadata = new String[size];
		int row = 0;
		for (Save save : saves) {
			for (StoredEvent event : save.events()) {
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
		set(statement, first, "int8", versions);
		set(statement, first + 1, "timestamptz", times);
		set(statement, first + 2, "uuid", ids);
		set(statement, first + 3, "int4", eventVersions);
		set(statement, first + 4, "text", originatorTypes);
		set(statement, first + 5, "text", eventTypes);
		set(statement, first + 6, "bytea", payloads);
		set(statement, first + 7, "text", metadata);
		return first + 8;
	}

	private static void bindHeads(PreparedStatement statement, int first, List<Save> saves, int size)
			throws SQLException {
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
		set(statement, first, "int4", places);
		set(statement, first + 1, "uuid", ids);
		set(statement, first + 2, "int8", expectedVersions);
	}

	private static void set(PreparedStatement statement, int index, String type, @Nullable Object[] values)
			throws SQLException {
		Connection connection = statement.getConnection();
		statement.setArray(index, connection.createArrayOf(type, values));
	}

}
