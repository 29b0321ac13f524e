package io.eventsourcing.persistence.jdbc.tracking;

import java.time.Duration;

import io.eventsourcing.persistence.jdbc.schema.Dialect;

/**
 * The statements that renew leases and change the owners of consumers. Statements that
 * lock the rows of consumers skip rows that are already locked, because a process that is
 * suspended in the middle of a transaction must not block others. Immutable.
 *
 * @param renew inserts or updates a process, and selects a row
 * @param selectLeases selects for each process whether its lease has not expired, and
 * whether it expired long ago
 * @param lockGone locks processes whose lease expired long ago
 * @param delete deletes a process
 * @param lock locks consumers
 * @param lockFree locks consumers that are free
 * @param select selects the state of consumers
 * @param selectOwned selects the consumers of a process
 * @param move moves a position
 * @param take makes a process the owner of a consumer that is locked
 * @param release removes the owner of a consumer
 */
record LeaseStatements(String renew, String selectLeases, String lockGone, String delete, String lock, String lockFree,
		String select, String selectOwned, String move, String take, String release) {

	/**
	 * The time after which PostgreSQL ends the transaction of a process that is
	 * suspended.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static final String LEASE_END = "{now} + cast(? as bigint) * interval '0.001' second";

	private static final String RENEW_ON_H2 = """
			merge into {schema}.runners r
			using (select cast(? as uuid) as id, cast(? as varchar) as name, cast(? as varchar) as group_name, {lease-end} as alive_until) n
			on (r.id = n.id)
			when matched then update set alive_until = n.alive_until
			when not matched then insert (alive_until, started_at, id, name, group_name)
			  values (n.alive_until, {now}, n.id, n.name, n.group_name)
			""";

	private static final String RENEW_ON_POSTGRES = """
			insert into {schema}.runners (id, name, group_name, alive_until, started_at)
			values (?, ?, ?, {lease-end}, {now})
			on conflict (id) do update set alive_until = excluded.alive_until
			""";

	/**
	 * A renewal need not wait for the disk: if the server crashes and loses it, the lease
	 * merely expires earlier.
	 */
	private static final String WITHOUT_SYNC = "pg_catalog.set_config('synchronous_commit', 'off', true) || ";

	private static final String SELECT_LEASES = """
			select alive_until > {now} and group_name = ? as alive, alive_until < {now} - interval '1' day as gone
			from {schema}.runners
			""";

	private static final String LOCK_GONE = """
			select id
			from {schema}.runners
			where alive_until < {now} - interval '1' day
			for update skip locked
			""";

	private static final String DELETE = """
			delete from {schema}.runners where id = ?
			""";

	private static final String IN_KEYS = """
			in (
			  select * from unnest(cast(? as varchar array), cast(? as integer array), cast(? as varchar array),
			    cast(? as integer array)))
			""";

	private static final String LOCK = """
			select {key}, {limits}
			from {schema}.tracking
			where ({key}) {in-keys}
			for update skip locked
			""";

	private static final String LOCK_FREE = """
			select {key}, {limits}
			from {schema}.tracking t
			where ({key}) {in-keys}
			  and (t.owner is null or not exists (
			    select 1 from {schema}.runners r where r.id = t.owner and r.alive_until > {now}))
			order by {key}
			limit ?
			for update skip locked
			""";

	private static final String WHERE_KEYS = """
			where (t.consumer_name, t.consumer_version, t.upstream_name, t.partition_number) {in-keys}
			""";

	private static final String SELECT_OWNED = """
			select {key} from {schema}.tracking where owner = ?
			""";

	/** Also removes the failure of an event that the move passes. */
	private static final String MOVE = """
			update {schema}.tracking
			set notification_id = ?,
			  failure = case when failed_id > ? then failure end,
			  failed_at = case when failed_id > ? then failed_at end,
			  attempts = case when failed_id > ? then attempts else 0 end,
			  failed_id = case when failed_id > ? then failed_id end
			where {of-consumer} and notification_id = ? and epoch = ?
			  and state = 'RUNNING'
			""";

	private static final String TAKE = """
			update {schema}.tracking
			set owner = ?, epoch = epoch + 1, changed_at = {now}
			where {of-consumer}
			""";

	private static final String RELEASE = """
			update {schema}.tracking
			set owner = null, changed_at = {now}
			where {of-consumer} and owner = ?
			""";

	static LeaseStatements of(TrackingDatabase database) {
		String limits = database.limits(LIMIT);
		return new LeaseStatements(renew(database), database.in(SELECT_LEASES), database.in(LOCK_GONE),
				database.in(DELETE), in(database, LOCK.replace("{limits}", limits)),
				in(database, LOCK_FREE.replace("{limits}", limits)), in(database, ConsumerRows.SELECT + WHERE_KEYS),
				database.in(SELECT_OWNED), database.in(MOVE), database.in(TAKE), database.in(RELEASE));
	}

	private static String in(TrackingDatabase database, String sql) {
		return database.in(sql.replace("{in-keys}", IN_KEYS));
	}

	private static String renew(TrackingDatabase database) {
		boolean postgres = database.dialect() == Dialect.POSTGRESQL;
		String statement = (postgres ? RENEW_ON_POSTGRES : RENEW_ON_H2).replace("{lease-end}", LEASE_END);
		return database.returning((postgres ? WITHOUT_SYNC : "") + database.limits(LIMIT), database.in(statement));
	}

}
