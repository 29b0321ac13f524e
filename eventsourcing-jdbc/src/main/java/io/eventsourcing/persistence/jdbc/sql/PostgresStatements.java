package io.eventsourcing.persistence.jdbc.sql;

import java.time.Duration;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.schema.TrackingColumns;

/**
 * The statements that append events on PostgreSQL. All functions and types are qualified,
 * so that objects of the same name that come first in the search path are not used; the
 * grammar does so for {@code unnest} with several arrays. Immutable.
 *
 * @param lock takes the append lock
 * @param insertFirst inserts one event of version 1, without comparing versions
 * @param insertNext inserts one event if its predecessor is stored
 * @param insertTrackedFirst the same as {@code insertFirst}, if a position can be moved
 * @param insertTrackedNext the same as {@code insertNext}, if a position can be moved
 * @param insertAllTracked inserts several events if all of their predecessors are stored
 * and all positions can be moved
 * @param insertAllFirst inserts several events of new aggregates, without comparing
 * versions
 * @param insertAllNext inserts several events if their only predecessor is stored
 * @param insertAllKnown inserts several events if all of their predecessors are stored
 * @param insertOne compares the versions and inserts one event
 * @param insertMany compares the versions and inserts the events of several appends
 */
record PostgresStatements(String lock, String insertFirst, String insertNext, String insertTrackedFirst,
		String insertTrackedNext, String insertAllTracked, String insertAllFirst, String insertAllNext,
		String insertAllKnown, String insertOne, String insertMany) {

	/**
	 * Takes the lock. The lock timeout is changed, and restored, only if the lock is not
	 * free.
	 */
	private static final String LOCK = """
			select case when pg_catalog.pg_try_advisory_xact_lock({key}) then null else (
			  with before as materialized (select pg_catalog.current_setting('lock_timeout') as lock_timeout)
			  select pg_catalog.set_config('lock_timeout', '{milliseconds}', true)
			    || pg_catalog.pg_advisory_xact_lock({key})
			    || pg_catalog.set_config('lock_timeout', before.lock_timeout, true)
			  from before)
			end;
			""";

	/**
	 * Takes the lock within another statement. Changes the lock timeout for the rest of
	 * the transaction, which consists only of that statement.
	 */
	private static final String LOCKED = """
			pg_catalog.pg_try_advisory_xact_lock({key})
			  or (pg_catalog.set_config('lock_timeout', '{milliseconds}', true)
			    || pg_catalog.pg_advisory_xact_lock({key})) is not null
			""";

	/** A plain insert of values is the kind that PostgreSQL executes fastest. */
	private static final String INSERT_FIRST = """
			insert into {schema}.stored_events (notification_id, {columns})
			values (case when {locked} then pg_catalog.nextval('{schema-literal}.notification_ids') end, {parameters})
			returning notification_id
			""";

	/**
	 * The snapshot of a single statement is taken before the lock, but the predecessor
	 * was committed before the statement was sent.
	 */
	private static final String INSERT_NEXT = """
			insert into {schema}.stored_events (notification_id, {columns})
			select case when {locked} then pg_catalog.nextval('{schema-literal}.notification_ids') end, {parameters}
			where exists (
			  select from {schema}.stored_events where originator_id = ? and originator_version = ?)
			returning notification_id
			""";

	/**
	 * Takes the append lock before the row of the position. If another transaction has
	 * locked that row, nothing is inserted: all other saves would wait for it as well.
	 * The locked row is found by its key again, because its version may be newer than the
	 * snapshot of the statement.
	 */
	private static final String INSERT_TRACKED = """
			with movable as materialized (
			  select {key}
			  from {schema}.tracking
			  where {of-consumer} and {expected} {predecessor} and (select {locked})
			  for update skip locked
			), moved as (
			  update {schema}.tracking
			  set notification_id = ?, {handled}
			  where ({key}) = (select {key} from movable)
			  returning notification_id
			)
			insert into {schema}.stored_events (notification_id, {columns})
			select pg_catalog.nextval('{schema-literal}.notification_ids'), {parameters}
			where exists (select from moved)
			returning notification_id
			""";

	/**
	 * The ids are drawn outside the subquery: beside the arrays, one id too many would be
	 * drawn when they end.
	 */
	private static final String INSERT_ALL = """
			insert into {schema}.stored_events (notification_id, {columns})
			select pg_catalog.nextval('{schema-literal}.notification_ids'), given.*
			from (
			  select {events}
			) as given
			where {predecessors} (select {locked})
			returning notification_id
			""";

	/**
	 * Inserts all events and moves all positions, or does nothing, also if a predecessor
	 * is not stored, or if two appends want to move the same position.
	 */
	private static final String INSERT_ALL_TRACKED = """
			with {progress}, movable as materialized (
			  select progress.*
			  from progress, {lock-position}
			  where {predecessors} (select {locked})
			), all_movable as materialized (
			  select *
			  from movable
			  where (select pg_catalog.count(distinct ({key})) from movable) = (select pg_catalog.count(*) from progress)
			), {moved}
			insert into {schema}.stored_events (notification_id, {columns})
			select pg_catalog.nextval('{schema-literal}.notification_ids'), given.*
			from (
			  select {events}
			) as given
			where (select pg_catalog.count(*) from moved) = (select pg_catalog.count(*) from progress)
			returning notification_id
			""";

	private static final String PREDECESSOR = """
			exists (
			  select from {schema}.stored_events where originator_id = ? and originator_version = ?)
			""";

	private static final String ONE_PREDECESSOR = PREDECESSOR + " and ";

	/**
	 * Looks for the predecessors one by one. The planner cannot turn a subquery with an
	 * offset into a join, which would read the whole table.
	 */
	private static final String MANY_PREDECESSORS = """
			not exists (
			  select
			  from (
			    select pg_catalog.unnest(?::pg_catalog.uuid[]) as originator_id,
			      pg_catalog.unnest(?::bigint[]) as originator_version
			    offset 0
			  ) as known
			  where not exists (
			    select
			    from {schema}.stored_events stored
			    where stored.originator_id = known.originator_id
			      and stored.originator_version = known.originator_version
			    offset 0))
			  and
			""";

	private static final String INSERT_ONE = """
			insert into {schema}.stored_events (notification_id, {columns})
			select pg_catalog.nextval('{schema-literal}.notification_ids'), {parameters}
			where ? = coalesce((
			  select pg_catalog.max(originator_version)
			  from {schema}.stored_events
			  where originator_id = ? and originator_version >= ?), 0)
			returning notification_id
			""";

	/**
	 * The arrays of heads are passed through subqueries, which hide their size from the
	 * planner. Otherwise it would prefer custom plans to the generic one and plan each
	 * time, which takes longer than inserting.
	 */
	private static final String INSERT_MANY = """
			insert into {schema}.stored_events (notification_id, {columns})
			select pg_catalog.nextval('{schema-literal}.notification_ids'), {columns}
			from (
			  select pg_catalog.unnest(?::int[]) as append, {events}
			) as given
			where append <> all (array(
			  select append
			  from unnest((select ?::int[]), (select ?::pg_catalog.uuid[]), (select ?::bigint[]))
			    as head (append, originator_id, expected_version)
			  where expected_version <> coalesce((
			    select pg_catalog.max(stored.originator_version)
			    from {schema}.stored_events stored
			    where stored.originator_id = head.originator_id
			      and stored.originator_version >= head.expected_version), 0)))
			returning notification_id, originator_version, originator_id
			""";

	static PostgresStatements of(SchemaName schema, Duration lockTimeout) {
		String lock = withKey(LOCK, schema, lockTimeout);
		String locked = withKey(LOCKED, schema, lockTimeout);
		return new PostgresStatements(lock, insert(INSERT_FIRST, schema, locked), insert(INSERT_NEXT, schema, locked),
				insertTracked("", schema, locked), insertTracked("and " + PREDECESSOR, schema, locked),
				insertAllTracked(schema, locked), insertAll("", schema, locked),
				insertAll(ONE_PREDECESSOR, schema, locked), insertAll(MANY_PREDECESSORS, schema, locked),
				lock + insert(INSERT_ONE, schema, locked), lock + insert(INSERT_MANY, schema, locked));
	}

	private static String withKey(String sql, SchemaName schema, Duration lockTimeout) {
		return sql.replace("{key}", Long.toString(schema.lockKey("append")))
			.replace("{milliseconds}", Long.toString(lockTimeout.toMillis()));
	}

	private static String insertTracked(String predecessor, SchemaName schema, String locked) {
		return insert(INSERT_TRACKED.replace("{key}", TrackingColumns.KEY)
			.replace("{of-consumer}", TrackingColumns.OF_CONSUMER)
			.replace("{expected}", PositionMoves.EXPECTED)
			.replace("{handled}", TrackingColumns.HANDLED)
			.replace("{predecessor}", predecessor), schema, locked);
	}

	private static String insertAllTracked(SchemaName schema, String locked) {
		return insert(INSERT_ALL_TRACKED.replace("{key}", TrackingColumns.KEY)
			.replace("{progress}", PositionMoves.PROGRESS)
			.replace("{moved}", PositionMoves.MOVED.replace("from movable", "from all_movable as movable"))
			.replace("{lock-position}", PositionMoves.LOCK)
			.replace("{predecessors}", MANY_PREDECESSORS), schema, locked);
	}

	private static String insertAll(String predecessors, SchemaName schema, String locked) {
		return insert(INSERT_ALL.replace("{predecessors}", predecessors), schema, locked);
	}

	private static String insert(String sql, SchemaName schema, String locked) {
		return EventColumns.in(schema, sql.replace("{locked}", locked).replace("{events}", PostgresArrays.COLUMNS));
	}

}
