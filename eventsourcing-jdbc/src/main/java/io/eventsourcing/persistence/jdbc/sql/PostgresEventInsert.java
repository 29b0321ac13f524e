package io.eventsourcing.persistence.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;

/**
 * Inserts events on PostgreSQL, in one round trip.
 * <p>
 * Lock and insert are two statements that the driver sends together, which makes them one
 * transaction even in auto-commit mode. They must not be one statement: its snapshot
 * would be taken before it waits for the lock, and the versions would be compared with an
 * outdated state.
 */
final class PostgresEventInsert implements EventInsert {

	/**
	 * Takes the lock. The lock timeout is changed, and restored, only if the lock is not
	 * free.
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

	private static final String INSERT_ONE = """
			insert into {schema}.stored_events (notification_id, {columns})
			select nextval('{schema-literal}.notification_ids'), {parameters}
			where ? = coalesce((
			  select max(originator_version)
			  from {schema}.stored_events
			  where originator_id = ? and originator_version >= ?), 0)
			returning notification_id
			""";

	/**
	 * Inserts several appends. The arrays of heads are passed through subqueries, which
	 * hide their size from the planner. Otherwise it would prefer custom plans to the
	 * generic one and plan each time, which takes longer than inserting.
	 */
	private static final String INSERT_MANY = """
			insert into {schema}.stored_events (notification_id, {columns})
			select nextval('{schema-literal}.notification_ids'), {columns}
			from (
			  select unnest(?::int[]) as append, {events}
			) as given
			where append <> all (array(
			  select append
			  from unnest((select ?::int[]), (select ?::uuid[]), (select ?::bigint[]))
			    as head (append, originator_id, expected_version)
			  where expected_version <> coalesce((
			    select max(stored.originator_version)
			    from {schema}.stored_events stored
			    where stored.originator_id = head.originator_id
			      and stored.originator_version >= head.expected_version), 0)))
			returning notification_id, originator_version, originator_id
			""".replace("{events}", PostgresArrays.COLUMNS);

	/**
	 * Inserts one event without comparing versions. A single statement is sufficient,
	 * because nothing is compared with its snapshot. A plain insert of values is the kind
	 * that PostgreSQL executes fastest.
	 */
	private static final String INSERT_ONE_AT_ONCE = """
			insert into {schema}.stored_events (notification_id, {columns})
			values (case when {locked} then nextval('{schema-literal}.notification_ids') end, {parameters})
			returning notification_id
			""";

	/**
	 * Inserts several events without comparing versions. The ids are drawn outside the
	 * subquery: beside the arrays, one id too many would be drawn when they end.
	 */
	private static final String INSERT_MANY_AT_ONCE = """
			insert into {schema}.stored_events (notification_id, {columns})
			select nextval('{schema-literal}.notification_ids'), given.*
			from (
			  select {events}
			) as given
			where (select {locked})
			returning notification_id
			""".replace("{events}", PostgresArrays.COLUMNS);

	/**
	 * Changes the lock timeout for the rest of the transaction, which consists only of
	 * this statement.
	 */
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
		this.insertOneAtOnce = EventColumns.in(schema, INSERT_ONE_AT_ONCE).replace("{locked}", locked);
		this.insertManyAtOnce = EventColumns.in(schema, INSERT_MANY_AT_ONCE).replace("{locked}", locked);
		this.insertOne = this.lock + EventColumns.in(schema, INSERT_ONE);
		this.insertMany = this.lock + EventColumns.in(schema, INSERT_MANY);
	}

	@Override
	public boolean isTransaction() {
		return true;
	}

	@Override
	public void lock(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.lock)) {
			statement.execute();
		}
	}

	@Override
	public long[] insertWithoutGap(Connection connection, List<Append> appends) throws SQLException {
		try {
			return insertAtOnce(connection, appends);
		}
		catch (SQLException ex) {
			if (appends.size() == 1 || !SqlErrors.isVersionTaken(ex)) {
				throw ex;
			}
			// nothing was inserted; the versions show which of them conflict
			return insert(connection, appends);
		}
	}

	private long[] insertAtOnce(Connection connection, List<Append> appends) throws SQLException {
		boolean single = isSingleEvent(appends);
		try (PreparedStatement statement = connection
			.prepareStatement(single ? this.insertOneAtOnce : this.insertManyAtOnce)) {
			if (single) {
				EventColumns.bind(statement, 1, appends.get(0).events().get(0));
			}
			else {
				PostgresArrays.bindEvents(statement, appends);
			}
			try (ResultSet inserted = statement.executeQuery()) {
				return allFirstIds(appends, inserted);
			}
		}
	}

	private static boolean isSingleEvent(List<Append> appends) {
		return appends.size() == 1 && appends.get(0).events().size() == 1;
	}

	/**
	 * Returns the first id of each append. No other transaction draws ids while the lock
	 * is held, so the ids are consecutive.
	 */
	private static long[] allFirstIds(List<Append> appends, ResultSet inserted) throws SQLException {
		inserted.next();
		long[] firstIds = new long[appends.size()];
		long next = inserted.getLong(1);
		for (int i = 0; i < firstIds.length; i++) {
			firstIds[i] = next;
			next += appends.get(i).events().size();
		}
		return firstIds;
	}

	@Override
	public long[] insert(Connection connection, List<Append> appends) throws SQLException {
		if (isSingleEvent(appends)) {
			return new long[] { insertOne(connection, appends.get(0).events().get(0)) };
		}
		return insertMany(connection, appends);
	}

	private long insertOne(Connection connection, StoredEvent event) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.insertOne)) {
			int next = EventColumns.bind(statement, 1, event);
			long expected = event.originatorVersion() - 1;
			statement.setLong(next, expected);
			statement.setObject(next + 1, event.originatorId());
			statement.setLong(next + 2, expected);
			try (ResultSet inserted = execute(statement)) {
				return inserted.next() ? inserted.getLong(1) : CONFLICT;
			}
		}
	}

	private long[] insertMany(Connection connection, List<Append> appends) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.insertMany)) {
			PostgresArrays.bind(statement, appends);
			try (ResultSet inserted = execute(statement)) {
				return firstIds(appends, inserted);
			}
		}
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
