package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Appends on PostgreSQL, in one round trip.
 * <p>
 * Lock and insert are two statements that the driver sends together, which makes them one
 * transaction also in auto-commit mode. They must not be one statement: its snapshot
 * would be taken before it waits for the lock, and the versions would be compared with
 * what was stored then.
 */
final class PostgresEventInsert implements EventInsert {

	/**
	 * The lock timeout is only touched, and set back, if there is a need to wait.
	 */
	private static final String LOCK = """
			select case when pg_try_advisory_xact_lock({key}) then null else (
			  with before as materialized (select current_setting('lock_timeout') as lock_timeout)
			  select set_config('lock_timeout', '{milliseconds}', true)
			    || pg_advisory_xact_lock({key})
			    || set_config('lock_timeout', before.lock_timeout, true)
			  from before)
			end;
			""";

	/**
	 * One array for each column, one element of each for each row, in this order. In the
	 * select list they are read as the rows are needed; in the from clause each would be
	 * copied to a table first.
	 */
	private static final String EVENTS = """
			unnest(?::bigint[]) as originator_version, unnest(?::timestamptz[]) as event_time,
			unnest(?::uuid[]) as originator_id, unnest(?::int[]) as event_version,
			unnest(?::text[]) as originator_type, unnest(?::text[]) as event_type,
			unnest(?::bytea[]) as payload, unnest(?::text[]) as metadata""";

	private static final String INSERT_ONE = """
			insert into {schema}.stored_events (
			  notification_id, originator_version, event_time, originator_id, event_version,
			  originator_type, event_type, payload, metadata)
			select nextval('{schema-literal}.notification_ids'), ?, ?, ?, ?, ?, ?, ?, ?
			where ? = coalesce((
			  select max(originator_version)
			  from {schema}.stored_events
			  where originator_id = ? and originator_version >= ?), 0)
			returning notification_id
			""";

	/**
	 * The arrays of heads come by way of subqueries, whose size the planner does not see.
	 * Otherwise it finds plans for the given arrays better than the one for all, and
	 * plans each time, which takes longer than to insert.
	 */
	private static final String INSERT_MANY = """
			insert into {schema}.stored_events (
			  notification_id, originator_version, event_time, originator_id, event_version,
			  originator_type, event_type, payload, metadata)
			select nextval('{schema-literal}.notification_ids'), originator_version, event_time, originator_id,
			  event_version, originator_type, event_type, payload, metadata
			from (
			  select unnest(?::int[]) as save, {events}
			) as given
			where save <> all (array(
			  select save
			  from unnest((select ?::int[]), (select ?::uuid[]), (select ?::bigint[]))
			    as head (save, originator_id, expected_version)
			  where expected_version <> coalesce((
			    select max(stored.originator_version)
			    from {schema}.stored_events stored
			    where stored.originator_id = head.originator_id
			      and stored.originator_version >= head.expected_version), 0)))
			returning notification_id, originator_version, originator_id
			""".replace("{events}", EVENTS);

	/**
	 * One statement does, because what its snapshot says does not matter. It is of the
	 * kind that is executed fastest.
	 */
	private static final String INSERT_ONE_AT_ONCE = """
			insert into {schema}.stored_events (
			  notification_id, originator_version, event_time, originator_id, event_version,
			  originator_type, event_type, payload, metadata)
			values (case when {locked} then nextval('{schema-literal}.notification_ids') end, ?, ?, ?, ?, ?, ?, ?, ?)
			returning notification_id
			""";

	/**
	 * The ids are drawn outside of the subquery: next to the arrays one more would be
	 * drawn, at their end.
	 */
	private static final String INSERT_MANY_AT_ONCE = """
			insert into {schema}.stored_events (
			  notification_id, originator_version, event_time, originator_id, event_version,
			  originator_type, event_type, payload, metadata)
			select nextval('{schema-literal}.notification_ids'), given.*
			from (
			  select {events}
			) as given
			where (select {locked})
			returning notification_id
			""".replace("{events}", EVENTS);

	/** For the rest of the transaction, which is the statement. */
	private static final String LOCKED = """
			pg_try_advisory_xact_lock({key})
			  or (set_config('lock_timeout', '{milliseconds}', true) || pg_advisory_xact_lock({key})) is not null
			""";

	private final String lock;

	private final String insertOneAtOnce;

	private final String insertManyAtOnce;

	private final String insertOne;

	private final String insertMany;

	PostgresEventInsert(SchemaName schema, Duration lockTimeout) {
		String key = Long.toString(schema.lockKey("append"));
		String milliseconds = Long.toString(lockTimeout.toMillis());
		this.lock = LOCK.replace("{key}", key).replace("{milliseconds}", milliseconds);
		String locked = LOCKED.replace("{key}", key).replace("{milliseconds}", milliseconds);
		this.insertOneAtOnce = schema.in(INSERT_ONE_AT_ONCE).replace("{locked}", locked);
		this.insertManyAtOnce = schema.in(INSERT_MANY_AT_ONCE).replace("{locked}", locked);
		this.insertOne = this.lock + schema.in(INSERT_ONE);
		this.insertMany = this.lock + schema.in(INSERT_MANY);
	}

	@Override
	public boolean needsNoTransaction() {
		return true;
	}

	@Override
	public void lock(Connection connection, TransactionEnd end) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.lock)) {
			statement.execute();
		}
	}

	@Override
	public long[] insertAtOnce(Connection connection, List<Save> saves) throws SQLException {
		boolean single = saves.size() == 1 && saves.get(0).events().size() == 1;
		try (PreparedStatement statement = connection
			.prepareStatement(single ? this.insertOneAtOnce : this.insertManyAtOnce)) {
			if (single) {
				EventColumns.bind(statement, 1, saves.get(0).events().get(0));
			}
			else {
				PostgresArrays.bindEvents(statement, saves);
			}
			try (ResultSet inserted = statement.executeQuery()) {
				return allFirstIds(saves, inserted);
			}
		}
	}

	/** Nobody else draws ids meanwhile, so that they are consecutive. */
	private static long[] allFirstIds(List<Save> saves, ResultSet inserted) throws SQLException {
		inserted.next();
		long[] firstIds = new long[saves.size()];
		long next = inserted.getLong(1);
		for (int i = 0; i < firstIds.length; i++) {
			firstIds[i] = next;
			next += saves.get(i).events().size();
		}
		return firstIds;
	}

	@Override
	public long[] insert(Connection connection, List<Save> saves, TransactionEnd end) throws SQLException {
		if (saves.size() == 1 && saves.get(0).events().size() == 1) {
			return new long[] { insertOne(connection, saves.get(0).events().get(0)) };
		}
		return insertMany(connection, saves);
	}

	private long insertOne(Connection connection, StoredEvent event) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.insertOne)) {
			int next = EventColumns.bind(statement, 1, event);
			long expected = event.originatorVersion() - 1;
			statement.setLong(next, expected);
			statement.setObject(next + 1, event.originatorId());
			statement.setLong(next + 2, expected);
			try (ResultSet inserted = execute(statement)) {
				return inserted.next() ? inserted.getLong(1) : 0;
			}
		}
	}

	private long[] insertMany(Connection connection, List<Save> saves) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.insertMany)) {
			PostgresArrays.bind(statement, saves);
			try (ResultSet inserted = execute(statement)) {
				return firstIds(saves, inserted);
			}
		}
	}

	private static ResultSet execute(PreparedStatement statement) throws SQLException {
		statement.execute();
		statement.getMoreResults();
		return statement.getResultSet();
	}

	/**
	 * The rows of the saves that were not refused, in order.
	 */
	private static long[] firstIds(List<Save> saves, ResultSet inserted) throws SQLException {
		long[] firstIds = new long[saves.size()];
		boolean present = inserted.next();
		for (int i = 0; i < firstIds.length && present; i++) {
			StoredEvent first = saves.get(i).events().get(0);
			if (inserted.getLong(2) == first.originatorVersion()
					&& first.originatorId().equals(inserted.getObject(3))) {
				firstIds[i] = inserted.getLong(1);
				for (int skipped = 0; skipped < saves.get(i).events().size(); skipped++) {
					present = inserted.next();
				}
			}
		}
		return firstIds;
	}

}
