package io.eventsourcing.persistence.jdbc.notify;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;

/**
 * The SQL that detects whether any session listens to a channel: each listener holds a
 * shared advisory lock, which PostgreSQL releases when the session ends, for whatever
 * reason.
 */
final class ListenerPresence {

	private final long key;

	ListenerPresence(String channel) {
		this.key = SchemaName.lockKey("listen", channel);
	}

	/**
	 * Returns a query that takes the lock and selects the number of the session in column
	 * 2.
	 */
	String take() {
		return "select pg_catalog.pg_advisory_lock_shared(" + this.key + "), pg_catalog.pg_backend_pid()";
	}

	/** Returns a query that releases the lock. */
	String release() {
		return "select pg_catalog.pg_advisory_unlock_shared(" + this.key + ")";
	}

	/**
	 * Returns a condition that is true if a session holds the lock other than the one
	 * whose number is its parameter.
	 */
	String isHeldByAnother() {
		return """
				exists (
				  select from pg_catalog.pg_locks
				  where locktype = 'advisory' and classid = '%s' and objid = '%s' and objsubid = 1 and pid <> ?
				    and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
				"""
			.formatted(this.key >>> 32, this.key & 0xffff_ffffL);
	}

}
