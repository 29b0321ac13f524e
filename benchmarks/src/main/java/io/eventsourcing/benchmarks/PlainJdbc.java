package io.eventsourcing.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Typical hand-written code: one table with an identity column, one transaction per save,
 * and no promise about the order of ids.
 */
final class PlainJdbc {

	private static final String INSERT = """
			insert into plain_events (
			  originator_id, originator_version, event_time, event_version, originator_type, event_type, payload)
			values (?, ?, ?, ?, ?, ?, ?)
			""";

	private static final String MOVE = "update plain_positions set position = ? where consumer = ? and position = ?";

	private static final String COLUMNS = "notification_id, originator_id, originator_version, event_time, "
			+ "event_version, originator_type, event_type, payload";

	private static final String STREAM = "select " + COLUMNS
			+ " from plain_events where originator_id = ? order by originator_version";

	private static final String PAGE = "select " + COLUMNS
			+ " from plain_events where notification_id > ? order by notification_id limit ?";

	/** A row as a hand-written loop would return it. */
	record Row(long notificationId, UUID originatorId, long originatorVersion, OffsetDateTime eventTime,
			int eventVersion, String originatorType, String eventType, byte[] payload) {
	}

	private final DataSource dataSource;

	PlainJdbc(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	void createTable(String binaryType) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					create table plain_events (
					  notification_id bigint generated always as identity unique,
					  originator_version bigint not null,
					  event_time timestamp(6) with time zone not null,
					  originator_id uuid not null,
					  event_version integer not null,
					  originator_type varchar not null,
					  event_type varchar not null,
					  payload %s not null,
					  primary key (originator_id, originator_version))
					""".formatted(binaryType));
			statement.execute("create table plain_positions (consumer varchar primary key, position bigint not null)");
		}
	}

	/** Adds a consumer at position 0. */
	void register(String consumer) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection
					.prepareStatement("insert into plain_positions (consumer, position) values (?, 0)")) {
			statement.setString(1, consumer);
			statement.executeUpdate();
		}
	}

	/** Inserts an event and moves a position by one, in one transaction. */
	void insertTracked(StoredEvent event, String consumer, long position) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement insert = connection.prepareStatement(INSERT);
				PreparedStatement move = connection.prepareStatement(MOVE)) {
			connection.setAutoCommit(false);
			move.setLong(1, position + 1);
			move.setString(2, consumer);
			move.setLong(3, position);
			if (move.executeUpdate() != 1) {
				throw new IllegalStateException("The position has already been moved");
			}
			bind(insert, event);
			insert.executeUpdate();
			connection.commit();
		}
	}

	void insert(List<StoredEvent> events) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(INSERT)) {
			if (events.size() == 1) {
				bind(statement, events.get(0));
				statement.executeUpdate();
				return;
			}
			connection.setAutoCommit(false);
			for (StoredEvent event : events) {
				bind(statement, event);
				statement.addBatch();
			}
			statement.executeBatch();
			connection.commit();
		}
	}

	private static void bind(PreparedStatement statement, StoredEvent event) throws SQLException {
		statement.setObject(1, event.originatorId());
		statement.setLong(2, event.originatorVersion());
		statement.setObject(3, event.timestamp().atOffset(ZoneOffset.UTC));
		statement.setInt(4, event.eventVersion());
		statement.setString(5, event.originatorType());
		statement.setString(6, event.eventType());
		statement.setBytes(7, event.payload());
	}

	void stream(UUID id, Consumer<Row> consumer) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(STREAM)) {
			statement.setObject(1, id);
			read(statement, consumer);
		}
	}

	void page(long after, int limit, Consumer<Row> consumer) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(PAGE)) {
			statement.setLong(1, after);
			statement.setInt(2, limit);
			read(statement, consumer);
		}
	}

	private static void read(PreparedStatement statement, Consumer<Row> consumer) throws SQLException {
		try (ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				consumer.accept(new Row(rows.getLong(1), rows.getObject(2, UUID.class), rows.getLong(3),
						rows.getObject(4, OffsetDateTime.class), rows.getInt(5), rows.getString(6), rows.getString(7),
						rows.getBytes(8)));
			}
		}
	}

}
