package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.eventsourcing.persistence.exception.PositionConflictException;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.schema.TrackingColumns;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;

/**
 * Stores the progress of consumers in the transaction that stores their events.
 * Thread-safe.
 */
final class PositionMoves {

	static final String EXPECTED = "notification_id = ? and epoch = ? and state = 'RUNNING'";

	/**
	 * The progress to store with the appends, on PostgreSQL, from one array per column.
	 * The arrays are passed through subqueries, which hide their size from the planner.
	 */
	static final String PROGRESS = """
			progress as materialized (
			  select *
			  from unnest((select ?::int[]), (select ?::text[]), (select ?::int[]), (select ?::text[]),
			    (select ?::int[]), (select ?::bigint[]), (select ?::bigint[]), (select ?::bigint[]))
			    as given (append, {key}, expected_id, expected_epoch, next_id)
			)""".replace("{key}", TrackingColumns.KEY);

	/**
	 * Locks the position of each progress, if it is the expected one. A subquery for each
	 * progress finds the row by its key; a join would compare all positions with all
	 * progress as long as the table is small. A row that another transaction has locked
	 * is skipped.
	 */
	static final String LOCK = """
			lateral (
			  select
			  from {schema}.tracking own
			  where (own.consumer_name, own.consumer_version, own.upstream_name, own.partition_number)
			    = (progress.consumer_name, progress.consumer_version, progress.upstream_name, progress.partition_number)
			    and own.notification_id = expected_id and own.epoch = expected_epoch and own.state = 'RUNNING'
			  for update skip locked
			) as locked""";

	/**
	 * Moves the positions that are movable, whose rows are locked. If two appends want
	 * one, one of them wins.
	 * <p>
	 * The rows are found by their keys: if another transaction changed something else in
	 * a row after the snapshot of the statement was taken, the locked version of the row
	 * is newer than the snapshot and cannot be found by its place. The search by the key
	 * finds the version of the snapshot and proceeds to the locked one.
	 */
	static final String MOVED = """
			moved as (
			  update {schema}.tracking t
			  set notification_id = next_id, {handled}
			  from movable
			  where (t.consumer_name, t.consumer_version, t.upstream_name, t.partition_number)
			    = (movable.consumer_name, movable.consumer_version, movable.upstream_name, movable.partition_number)
			  returning append
			)""".replace("{handled}", TrackingColumns.HANDLED);

	/**
	 * Requires the positions of consumers that have handled parked events. They stay the
	 * same, and so do the failures, which are those of the next events.
	 */
	static final String HELD = MOVED.replace(", " + TrackingColumns.HANDLED, "");

	private static final String HOLD = "update {schema}.tracking set notification_id = ? where "
			+ TrackingColumns.OF_CONSUMER + " and " + EXPECTED;

	private static final String MOVE = HOLD.replace(" where ", ", " + TrackingColumns.HANDLED + " where ");

	private static final String FIND = "select 1 from {schema}.tracking where " + TrackingColumns.OF_CONSUMER + " and "
			+ EXPECTED;

	private static final String REMOVE = "delete from {schema}.parked_events where " + TrackingColumns.OF_CONSUMER
			+ " and notification_id = ?";

	private final String hold;

	private final String move;

	private final String find;

	private final String remove;

	PositionMoves(SchemaName schema) {
		this.hold = schema.in(HOLD);
		this.move = schema.in(MOVE);
		this.find = schema.in(FIND);
		this.remove = schema.in(REMOVE);
	}

	/**
	 * Returns whether the progress of a consumer is to be stored with one of the appends.
	 */
	static boolean areIn(Iterable<Append> appends) {
		for (Append append : appends) {
			if (append.progress() != null) {
				return true;
			}
		}
		return false;
	}

	/** Moves a position; returns false if it is not the expected one. */
	boolean move(Connection connection, ConsumerProgress progress) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(progress.isRetry() ? this.hold : this.move)) {
			statement.setLong(1, progress.to());
			bindExpected(statement, 2, progress);
			return statement.executeUpdate() == 1;
		}
	}

	/** Removes the parked event that has been handled, if there is one. */
	void removeRetried(Connection connection, ConsumerProgress progress) throws SQLException {
		if (progress.isRetry()) {
			try (PreparedStatement statement = connection.prepareStatement(this.remove)) {
				int next = bind(statement, 1, progress.consumer());
				statement.setLong(next, progress.retriedId());
				statement.executeUpdate();
			}
		}
	}

	/**
	 * Requires that the stored position be the expected one.
	 * @throws PositionConflictException if it is not
	 */
	void require(Connection connection, ConsumerProgress progress) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.find)) {
			bindExpected(statement, 1, progress);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					throw new PositionConflictException(progress.expected());
				}
			}
		}
	}

	/** Binds the consumer and its expected position; returns the next index. */
	static int bindExpected(PreparedStatement statement, int first, ConsumerProgress progress) throws SQLException {
		int next = bind(statement, first, progress.consumer());
		statement.setLong(next, progress.expected().notificationId());
		statement.setLong(next + 1, progress.expected().epoch());
		return next + 2;
	}

	/** Binds the consumer; returns the next index. */
	static int bind(PreparedStatement statement, int first, ConsumerId consumer) throws SQLException {
		statement.setString(first, consumer.consumer());
		statement.setInt(first + 1, consumer.version());
		statement.setString(first + 2, consumer.upstream());
		statement.setInt(first + 3, consumer.partition());
		return first + 4;
	}

	/** Binds the arrays of all progress; returns the next index. */
	static int bindAll(PreparedStatement statement, List<Append> appends) throws SQLException {
		List<Integer> places = new ArrayList<>();
		List<ConsumerProgress> all = new ArrayList<>();
		for (int place = 0; place < appends.size(); place++) {
			ConsumerProgress progress = appends.get(place).progress();
			if (progress != null) {
				places.add(place);
				all.add(progress);
			}
		}
		List<ConsumerId> consumers = all.stream().map(ConsumerProgress::consumer).toList();
		bind(statement, 1, "int4", places, (place) -> place);
		bind(statement, 2, "text", consumers, ConsumerId::consumer);
		bind(statement, 3, "int4", consumers, ConsumerId::version);
		bind(statement, 4, "text", consumers, ConsumerId::upstream);
		bind(statement, 5, "int4", consumers, ConsumerId::partition);
		bind(statement, 6, "int8", all, (progress) -> progress.expected().notificationId());
		bind(statement, 7, "int8", all, (progress) -> progress.expected().epoch());
		bind(statement, 8, "int8", all, ConsumerProgress::to);
		return 9;
	}

	private static <T> void bind(PreparedStatement statement, int index, String type, List<T> rows,
			Function<T, Object> column) throws SQLException {
		statement.setArray(index, statement.getConnection().createArrayOf(type, rows.stream().map(column).toArray()));
	}

}
