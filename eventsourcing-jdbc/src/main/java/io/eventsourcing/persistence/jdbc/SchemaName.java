package io.eventsourcing.persistence.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The name of the schema of one event store, as it is written in SQL.
 *
 * @param value the name, of any characters but quotes, of which Flyway takes no care
 */
record SchemaName(String value) {

	SchemaName {
		SqlNames.check("event store's schema", value);
	}

	String quoted() {
		return '"' + this.value + '"';
	}

	/**
	 * Completes a statement that names its tables <code>{schema}.table</code>, and within
	 * a string literal <code>{schema-literal}.table</code>.
	 */
	String in(String sql) {
		return sql.replace("{schema}", quoted()).replace("{schema-literal}", quoted().replace("'", "''"));
	}

	/**
	 * A key for PostgreSQL's advisory locks, the same in every process, different for
	 * every schema and purpose.
	 */
	long lockKey(String purpose) {
		return lockKey(purpose, this.value);
	}

	static long lockKey(String purpose, String object) {
		String name = "io.eventsourcing/" + purpose + '/' + object;
		return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
	}

}
