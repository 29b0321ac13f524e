package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerProgress;

/**
 * Inserts events on PostgreSQL by two statements, which are sent together: one takes the
 * append lock, the other one compares the versions and inserts. Thread-safe.
 * <p>
 * If consumers save some of the events, the second statement also moves their positions.
 * The append lock is therefore taken before the rows of the positions. An append whose
 * position cannot be moved is left out, like one whose versions do not follow the stored
 * ones. The same applies to an append whose row is locked by another transaction: a save
 * that waited for the row would hold the append lock, so that all other saves would have
 * to wait as well.
 */
final class PostgresComparedInsert {

	/**
	 * The arrays are passed through subqueries, which hide their size from the planner,
	 * as in the statement that inserts without positions. A position that two appends
	 * want to move is moved by one of them.
	 */
	private static final String INSERT_TRACKED = """
			with {progress}, conflicts as materialized (
			  select append
			  from unnest((select ?::int[]), (select ?::pg_catalog.uuid[]), (select ?::bigint[]))
			    as head (append, originator_id, expected_version)
			  where expected_version <> coalesce((
			    select pg_catalog.max(stored.originator_version)
			    from {schema}.stored_events stored
			    where stored.originator_id = head.originator_id
			      and stored.originator_version >= head.expected_version), 0)
			), movable as materialized (
			  select progress.*
			  from progress, {lock-position}
			  where append <> all (array(select append from conflicts))
			), {moved}
			insert into {schema}.stored_events (notification_id, {columns})
			select pg_catalog.nextval('{schema-literal}.notification_ids'), {columns}
			from (
			  select pg_catalog.unnest(?::int[]) as append, {events}
			) as given
			where append <> all (array(select append from conflicts))
			  and (append = any (array(select append from moved))
			    or append <> all (array(select append from progress)))
			returning notification_id, originator_version, originator_id
			""";

	private final PostgresStatements statements;

	private final String insertTracked;

	private final String insertRetried;

	private final PositionMoves moves;

	PostgresComparedInsert(SchemaName schema, PostgresStatements statements) {
		this.statements = statements;
		this.insertTracked = statements.lock() + insertTracked(schema, PositionMoves.MOVED);
		this.insertRetried = statements.lock() + insertTracked(schema, PositionMoves.HELD);
		this.moves = new PositionMoves(schema);
	}

	private static String insertTracked(SchemaName schema, String moved) {
		return EventColumns.in(schema,
				INSERT_TRACKED.replace("{progress}", PositionMoves.PROGRESS)
					.replace("{moved}", moved)
					.replace("{lock-position}", PositionMoves.LOCK)
					.replace("{events}", PostgresArrays.COLUMNS));
	}

	/**
	 * Inserts the events of each append that follows the stored events and, if it belongs
	 * to a consumer, whose position is the expected one.
	 * @return the id of the first event of each append, or {@link EventInsert#CONFLICT}
	 */
	long[] insert(Connection connection, List<Append> appends) throws SQLException {
		if (PositionMoves.areIn(appends)) {
			return insertTracked(connection, appends);
		}
		return isSingleEvent(appends) ? new long[] { insertOne(connection, appends.get(0).events().get(0)) }
				: insertMany(connection, appends);
	}

	static boolean isSingleEvent(List<Append> appends) {
		return appends.size() == 1 && appends.get(0).events().size() == 1;
	}

	private long insertOne(Connection connection, StoredEvent event) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.statements.insertOne())) {
			int next = EventColumns.bind(statement, 1, event);
			long expected = event.originatorVersion() - 1;
			statement.setLong(next, expected);
			statement.setObject(next + 1, event.originatorId());
			statement.setLong(next + 2, expected);
			try (ResultSet inserted = execute(statement)) {
				return inserted.next() ? inserted.getLong(1) : EventInsert.CONFLICT;
			}
		}
	}

	private long[] insertMany(Connection connection, List<Append> appends) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.statements.insertMany())) {
			PostgresArrays.bind(statement, appends);
			try (ResultSet inserted = execute(statement)) {
				return firstIds(appends, inserted);
			}
		}
	}

	/**
	 * If an append retries a parked event, it is the only one, and the connection is in a
	 * transaction.
	 */
	private long[] insertTracked(Connection connection, List<Append> appends) throws SQLException {
		long[] firstIds;
		ConsumerProgress first = appends.get(0).progress();
		String insert = (first != null && first.isRetry()) ? this.insertRetried : this.insertTracked;
		try (PreparedStatement statement = connection.prepareStatement(insert)) {
			PostgresArrays.bindHeadsFirst(statement, PositionMoves.bindAll(statement, appends), appends);
			try (ResultSet inserted = execute(statement)) {
				firstIds = firstIds(appends, inserted);
			}
		}
		if (first != null && firstIds[0] != EventInsert.CONFLICT) {
			this.moves.removeRetried(connection, first);
		}
		return firstIds;
	}

	/** Returns the result of the second statement; the first one takes the lock. */
	private static ResultSet execute(PreparedStatement statement) throws SQLException {
		statement.execute();
		statement.getMoreResults();
		return statement.getResultSet();
	}

	/**
	 * Returns the first id of each append. The inserted rows are those of the appends
	 * that follow the stored events, in order.
	 */
	private static long[] firstIds(List<Append> appends, ResultSet inserted) throws SQLException {
		long[] firstIds = new long[appends.size()];
		boolean present = inserted.next();
		for (int i = 0; i < firstIds.length && present; i++) {
			StoredEvent first = appends.get(i).events().get(0);
			if (inserted.getLong(2) == first.originatorVersion()
					&& first.originatorId().equals(inserted.getObject(3))) {
				firstIds[i] = inserted.getLong(1);
				for (int skipped = 0; skipped < appends.get(i).events().size(); skipped++) {
					present = inserted.next();
				}
			}
		}
		return firstIds;
	}

}
