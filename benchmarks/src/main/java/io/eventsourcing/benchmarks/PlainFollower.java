package io.eventsourcing.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import tools.jackson.databind.json.JsonMapper;

/**
 * Hand-written code that follows the table of events and keeps the popularity of tricks
 * up to date, in transactions together with its position.
 *
 * @param dataSource the pool
 * @param eventsPerTransaction the maximum number of events in a transaction
 * @param batch whether the updates of a transaction are one JDBC batch
 */
record PlainFollower(DataSource dataSource, int eventsPerTransaction, boolean batch) {

	private static final int PAGE_SIZE = 500;

	private static final String SELECT = """
			select notification_id, payload
			from "eventsourcing".stored_events
			where notification_id > ? and originator_type = 'Dog' and event_type = 'TrickAdded'
			order by notification_id
			fetch first %d rows only
			""".formatted(PAGE_SIZE);

	private static final String MOVE = "update read_model_position set position = ? where position = ?";

	private static final JsonMapper JSON = new JsonMapper();

	private record Event(long id, String trick) {
	}

	/** Handles all events after an id. */
	void run(long after) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement set = connection.prepareStatement("update read_model_position set position = ?")) {
			set.setLong(1, after);
			set.executeUpdate();
		}
		long position = after;
		List<Event> page = read(position);
		while (!page.isEmpty()) {
			for (int i = 0; i < page.size(); i += this.eventsPerTransaction) {
				List<Event> events = page.subList(i, Math.min(page.size(), i + this.eventsPerTransaction));
				handle(position, events);
				position = events.get(events.size() - 1).id();
			}
			page = read(position);
		}
	}

	private List<Event> read(long after) throws SQLException {
		List<Event> events = new ArrayList<>();
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(SELECT)) {
			statement.setLong(1, after);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					events.add(new Event(rows.getLong(1),
							JSON.readTree(rows.getBytes(2)).required("trick").stringValue()));
				}
			}
		}
		return events;
	}

	private void handle(long position, List<Event> events) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try (PreparedStatement move = connection.prepareStatement(MOVE);
					PreparedStatement count = connection.prepareStatement(ReadModel.COUNT_TRICK)) {
				move.setLong(1, events.get(events.size() - 1).id());
				move.setLong(2, position);
				move.executeUpdate();
				for (Event event : events) {
					count.setString(1, event.trick());
					if (this.batch) {
						count.addBatch();
					}
					else {
						count.executeUpdate();
					}
				}
				if (this.batch) {
					count.executeBatch();
				}
			}
			connection.commit();
		}
	}

}
