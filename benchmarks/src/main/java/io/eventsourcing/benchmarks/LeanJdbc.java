package io.eventsourcing.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * The leanest hand-written code that stores and reads events: a table of four columns
 * with an identity and one unique key, and queries that select only what they need. It
 * keeps no time, no name of the aggregate, no version of the event and no metadata.
 */
final class LeanJdbc {

	private static final String INSERT = "insert into lean_events (id, version, type, payload) values (?, ?, ?, ?)";

	private static final String STREAM = "select type, payload from lean_events where id = ? order by version";

	private static final String PAGE = "select position, id, version, type, payload from lean_events "
			+ "where position > ? order by position limit ?";

	/** With the columns and the guarantees of the event store, on PostgreSQL. */
	private static final String INSERT_GUARDED = """
			insert into eventsourcing.stored_events (notification_id, originator_version, event_time, originator_id,
			  event_version, originator_type, event_type, payload)
			select case when pg_try_advisory_xact_lock(1) then nextval('eventsourcing.notification_ids') end,
			  ?, ?, ?, 1, 'Dog', ?, ?
			where ? = 1 or exists (
			  select from eventsourcing.stored_events where originator_id = ? and originator_version = ?)
			returning notification_id
			""";

	/** A row of the log. */
	record Row(long position, UUID id, long version, String type, byte[] payload) {
	}

	private final DataSource dataSource;

	LeanJdbc(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	void createTable(String binaryType) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					create table lean_events (
					  position bigint generated always as identity primary key,
					  id uuid not null,
					  version bigint not null,
					  type varchar not null,
					  payload %s not null,
					  unique (id, version))
					""".formatted(binaryType));
		}
	}

	void insert(UUID id, long version, String type, byte[] payload) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(INSERT)) {
			bind(statement, id, version, type, payload);
			statement.executeUpdate();
		}
	}

	/**
	 * Inserts an event into the table of the event store. Takes a lock, requires the
	 * predecessor, and returns the id, as the event store does.
	 */
	long insertGuarded(UUID id, long version, String type, byte[] payload) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(INSERT_GUARDED)) {
			statement.setLong(1, version);
			statement.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
			statement.setObject(3, id);
			statement.setString(4, type);
			statement.setBytes(5, payload);
			statement.setLong(6, version);
			statement.setObject(7, id);
			statement.setLong(8, version - 1);
			try (ResultSet inserted = statement.executeQuery()) {
				inserted.next();
				return inserted.getLong(1);
			}
		}
	}

	void insert(List<StoredEvent> events) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(INSERT)) {
			connection.setAutoCommit(false);
			for (StoredEvent event : events) {
				bind(statement, event.originatorId(), event.originatorVersion(), event.eventType(), event.payload());
				statement.addBatch();
			}
			statement.executeBatch();
			connection.commit();
		}
	}

	private static void bind(PreparedStatement statement, UUID id, long version, String type, byte[] payload)
			throws SQLException {
		statement.setObject(1, id);
		statement.setLong(2, version);
		statement.setString(3, type);
		statement.setBytes(4, payload);
	}

	/** Passes the types and payloads of the events of one aggregate to the consumer. */
	void stream(UUID id, BiConsumer<String, byte[]> consumer) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(STREAM)) {
			statement.setObject(1, id);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					consumer.accept(rows.getString(1), rows.getBytes(2));
				}
			}
		}
	}

	List<Row> page(long after, int limit) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(PAGE)) {
			statement.setLong(1, after);
			statement.setInt(2, limit);
			List<Row> page = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					page.add(new Row(rows.getLong(1), rows.getObject(2, UUID.class), rows.getLong(3), rows.getString(4),
							rows.getBytes(5)));
				}
			}
			return page;
		}
	}

}
