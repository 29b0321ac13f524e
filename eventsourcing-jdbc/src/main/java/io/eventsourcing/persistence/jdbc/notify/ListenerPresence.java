package io.eventsourcing.persistence.jdbc.notify;

import io.eventsourcing.persistence.jdbc.schema.SchemaName;

/**
 * Shows whether somebody listens to a channel: each listener holds a shared advisory
 * lock, which PostgreSQL releases when the session ends, however it ends. The SQL of that
 * lock.
 */
final class ListenerPresence {

	private final long key;

	ListenerPresence(String channel) {
		this.key = SchemaName.lockKey("listen", channel);
	}

	/** A query that takes the lock and returns the session's number in column 2. */
	String take() {
		return "select pg_advisory_lock_shared(" + this.key + "), pg_backend_pid()";
	}

	/** A query that releases the lock. */
	String release() {
		return "select pg_advisory_unlock_shared(" + this.key + ")";
	}

	/**
	 * A condition that is true if a session holds the lock, other than the one whose
	 * number is its parameter.
	 */
	String isHeldByAnother() {
		return """
				exists (
				  select from pg_locks
				  where locktype = 'advisory' and classid = '%d' and objid = '%d' and objsubid = 1 and pid <> ?
				    and database = (select oid from pg_database where datname = current_database()))
				""".formatted(this.key >>> 32, this.key & 0xffff_ffffL);
	}

}
