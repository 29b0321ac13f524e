package io.eventsourcing.persistence.jdbc;

/**
 * Shows who listens to a channel: each listener holds an advisory lock, shared with the
 * others, which PostgreSQL takes back when its session ends, however that ends.
 */
final class ListenerLock {

	private final long key;

	ListenerLock(String channel) {
		this.key = SchemaName.lockKey("listen", channel);
	}

	/** A query that returns the number of the session, too. */
	String take() {
		return "select pg_advisory_lock_shared(" + this.key + "), pg_backend_pid()";
	}

	String release() {
		return "select pg_advisory_unlock_shared(" + this.key + ")";
	}

	/** A condition of a statement whose parameter is the session that does not count. */
	String isHeldByAnother() {
		return """
				exists (
				  select from pg_locks
				  where locktype = 'advisory' and classid = '%d' and objid = '%d' and objsubid = 1 and pid <> ?
				    and database = (select oid from pg_database where datname = current_database()))
				""".formatted(this.key >>> 32, this.key & 0xffff_ffffL);
	}

}
