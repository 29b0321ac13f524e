package io.eventsourcing.persistence.jdbc.lock;

import io.eventsourcing.persistence.jdbc.schema.Dialect;
import io.eventsourcing.persistence.jdbc.schema.SchemaName;
import io.eventsourcing.persistence.jdbc.transaction.Connections;

/** Describes the holder of the append lock for messages. Thread-safe. */
@FunctionalInterface
public interface LockHolder {

	/** Never knows the holder. */
	LockHolder UNKNOWN = () -> "";

	/**
	 * Returns a sentence that says who holds the lock, or an empty string if the holder
	 * cannot be determined within about a second.
	 */
	String describe();

	/**
	 * Returns the description of the holder of the lock of a schema. On H2, it is always
	 * {@link #UNKNOWN}, because {@link H2LocalLock} itself names the thread.
	 */
	static LockHolder of(Dialect dialect, SchemaName schema, Connections connections) {
		return (dialect == Dialect.POSTGRESQL) ? new PostgresLockHolder(schema, connections) : UNKNOWN;
	}

}
