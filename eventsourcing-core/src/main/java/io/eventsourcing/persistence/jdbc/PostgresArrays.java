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
		Columns columns = new Columns(saves.stream().mapToInt((save) -> save.events().size()).sum());
		int row = 0;
		for (Save save : saves) {
			for (StoredEvent event : save.events()) {
				columns.set(row++, event);
			}
		}
		columns.bind(statement, first);
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

	private static final class Columns {

		private final Long[] versions;

		private final String[] times;

		private final UUID[] ids;

		private final Integer[] eventVersions;

		private final String[] originatorTypes;

		private final String[] eventTypes;

		private final byte[][] payloads;

		private final @Nullable String[] metadata;

		Columns(int size) {
			this.versions = new Long[size];
			this.times = new String[size];
			this.ids = new UUID[size];
			this.eventVersions = new Integer[size];
			this.originatorTypes = new String[size];
			this.eventTypes = new String[size];
			this.payloads = new byte[size][];
			this.metadata = new String[size];
		}

		void set(int row, StoredEvent event) {
			this.versions[row] = event.originatorVersion();
			this.times[row] = event.timestamp().toString();
			this.ids[row] = event.originatorId();
			this.eventVersions[row] = event.eventVersion();
			this.originatorTypes[row] = event.originatorType();
			this.eventTypes[row] = event.eventType();
			this.payloads[row] = event.payload();
			this.metadata[row] = event.metadata();
		}

		void bind(PreparedStatement statement, int first) throws SQLException {
			PostgresArrays.set(statement, first, "int8", this.versions);
			PostgresArrays.set(statement, first + 1, "timestamptz", this.times);
			PostgresArrays.set(statement, first + 2, "uuid", this.ids);
			PostgresArrays.set(statement, first + 3, "int4", this.eventVersions);
			PostgresArrays.set(statement, first + 4, "text", this.originatorTypes);
			PostgresArrays.set(statement, first + 5, "text", this.eventTypes);
			PostgresArrays.set(statement, first + 6, "bytea", this.payloads);
			PostgresArrays.set(statement, first + 7, "text", this.metadata);
		}

	}

}
