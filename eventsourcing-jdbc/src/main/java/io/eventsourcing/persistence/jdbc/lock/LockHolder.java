package io.eventsourcing.persistence.jdbc.lock;

import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.Connections;

/** Says who holds the append lock, for messages. Thread-safe. */
@FunctionalInterface
public interface LockHolder {

	/** Says nothing. */
	LockHolder UNKNOWN = () -> "";

	/**
	 * Returns a sentence, or an empty string if the holder cannot be determined within
	 * about a second.
	 */
	String describe();

	/**
	 * Returns the object that knows the holder of the lock of a schema. On H2, it knows
	 * nothing; there, {@link H2LocalLock} names the thread.
	 */
	static LockHolder of(Dialect dialect, SchemaName schema, Connections connections) {
		return (dialect == Dialect.POSTGRESQL) ? new PostgresLockHolder(schema, connections) : UNKNOWN;
	}

}
