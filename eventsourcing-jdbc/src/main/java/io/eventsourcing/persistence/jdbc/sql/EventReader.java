package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.PartialReadException;
import io.eventsourcing.persistence.recorder.EventId;
import io.eventsourcing.persistence.recorder.EventRange;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Reads the events of aggregates, and the notification log. Thread-safe.
 */
public final class EventReader {

	private static final String SELECT_EVENTS = """
			select {columns}
			from {schema}.stored_events
			where originator_id = ? and originator_version > ? and originator_version <= ?
			order by originator_version
			""";

	private static final String DESCENDING = """
			  desc
			""";

	private static final String LIMIT = """
			fetch first ? rows only
			""";

	private static final String SELECT_NOTIFICATIONS = """
			select notification_id, {columns}
			from {schema}.stored_events
			where notification_id > ? and notification_id <= ?
			order by notification_id
			fetch first ? rows only
			""";

	private static final String SELECT_NOTIFICATIONS_OF_TOPICS = """
			select notification_id, {columns}
			from {schema}.stored_events
			where notification_id > ? and notification_id <= ? and originator_type || '.' || event_type = any (?)
			order by notification_id
			fetch first ? rows only
			""";

	private static final String SELECT_ID = """
			select notification_id
			from {schema}.stored_events
			where originator_id = ? and originator_version = ?
			""";

	/**
	 * Calls no function, because functions are qualified differently by each database.
	 */
	private static final String SELECT_MAX = """
			select coalesce((
			  select notification_id
			  from {schema}.stored_events
			  order by notification_id desc
			  fetch first row only), 0)
			""";

	private final Dialect dialect;

	private final String selectEvents;

	private final String selectForRebuilding;

	private final String selectNotifications;

	private final String selectNotificationsOfTopics;

	private final String selectId;

	private final String selectMax;

	public EventReader(Dialect dialect, SchemaName schema) {
		this.dialect = dialect;
		this.selectEvents = EventColumns.in(schema, SELECT_EVENTS);
		this.selectForRebuilding = EventColumns.forRebuilding(schema, SELECT_EVENTS);
		this.selectNotifications = EventColumns.in(schema, SELECT_NOTIFICATIONS);
		this.selectNotificationsOfTopics = EventColumns.in(schema, SELECT_NOTIFICATIONS_OF_TOPICS);
		this.selectId = schema.in(SELECT_ID);
		this.selectMax = schema.in(SELECT_MAX);
	}

	/**
	 * Passes the events of one aggregate to the consumer, as they arrive.
	 * @return the version of the last event, or 0 if there is none
	 * @throws ConsumerException if the consumer throws an exception
	 */
	public long selectEvents(Connection connection, UUID originatorId, EventRange range,
			Consumer<? super StoredEvent> consumer) throws SQLException {
		boolean limited = range.limit() < Integer.MAX_VALUE;
		String sql = range.metadata() ? this.selectEvents : this.selectForRebuilding;
		String ordered = range.descending() ? sql + DESCENDING : sql;
		String expectedType = Objects.requireNonNullElse(range.expectedType(), "");
		try (PreparedStatement statement = connection.prepareStatement(limited ? ordered + LIMIT : ordered)) {
			int next = 1;
			if (!range.metadata()) {
				statement.setString(next++, expectedType);
			}
			statement.setObject(next, originatorId);
			statement.setLong(next + 1, range.after());
			statement.setLong(next + 2, range.upTo());
			if (limited) {
				statement.setInt(next + 3, range.limit());
			}
			try (ResultSet rows = statement.executeQuery()) {
				RowValues values = RowValues.of(this.dialect, rows);
				return passOn(rows, range.metadata() ? () -> EventColumns.read(rows, 1, values)
						: () -> EventColumns.read(rows, originatorId, expectedType, values), consumer);
			}
		}
	}

	private static long passOn(ResultSet rows, RowReader reader, Consumer<? super StoredEvent> consumer)
			throws SQLException {
		long version = 0;
		try {
			while (rows.next()) {
				StoredEvent event = reader.read();
				version = event.originatorVersion();
				passOn(event, consumer);
			}
			return version;
		}
		catch (SQLException ex) {
			throw (version > 0) ? new PartialReadException(ex) : ex;
		}
	}

	private static void passOn(StoredEvent event, Consumer<? super StoredEvent> consumer) {
		try {
			consumer.accept(event);
		}
		catch (RuntimeException ex) {
			throw new ConsumerException(ex);
		}
	}

	/** Returns the events with the given ids, without those that are not stored. */
	public List<StoredEvent> find(Connection connection, List<EventId> ids) throws SQLException {
		List<StoredEvent> found = new ArrayList<>(ids.size());
		for (EventId id : ids) {
			long version = id.originatorVersion();
			EventRange range = EventRange.all().after(version - 1).upTo(version);
			selectEvents(connection, id.originatorId(), range, found::add);
		}
		return found;
	}

	/** Returns the notification id of an event, or empty if it is not stored. */
	public OptionalLong findNotificationId(Connection connection, EventId id) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.selectId)) {
			statement.setObject(1, id.originatorId());
			statement.setLong(2, id.originatorVersion());
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
			}
		}
	}

	/** Reads a page of the notification log. */
	public List<Notification> selectNotifications(Connection connection, NotificationQuery query) throws SQLException {
		boolean all = query.topics().isEmpty();
		String sql = all ? this.selectNotifications : this.selectNotificationsOfTopics;
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, query.after());
			statement.setLong(2, query.upTo());
			if (!all) {
				statement.setArray(3, connection.createArrayOf("varchar", query.topics().toArray()));
			}
			statement.setInt(all ? 3 : 4, query.limit());
			List<Notification> notifications = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				RowValues values = RowValues.of(this.dialect, rows);
				while (rows.next()) {
					notifications.add(new Notification(rows.getLong(1), EventColumns.read(rows, 2, values)));
				}
			}
			return notifications;
		}
	}

	/** Returns the id of the last notification, or 0 if the log is empty. */
	public long maxNotificationId(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.selectMax);
				ResultSet row = statement.executeQuery()) {
			row.next();
			return row.getLong(1);
		}
	}

	/** Reads the event of the current row. */
	@FunctionalInterface
	private interface RowReader {

		StoredEvent read() throws SQLException;

	}

	/**
	 * Contains an exception of the consumer of a read, so that it is not taken for one of
	 * the driver, after which the connection would be aborted.
	 */
	public static final class ConsumerException extends EventSourcingException {

		private final RuntimeException failure;

		private ConsumerException(RuntimeException failure) {
			super("The consumer of the events has failed", failure);
			this.failure = failure;
		}

		/** Returns the exception of the consumer. */
		public RuntimeException failure() {
			return this.failure;
		}

	}

}
