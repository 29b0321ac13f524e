package io.eventsourcing.persistence.jdbc.schema;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The name of the schema of an event store, as it is written in SQL.
 *
 * @param value the name, which may contain any characters except double quotes, because
 * Flyway does not escape them
 */
public record SchemaName(String value) {

	private static final int MAX_BYTES = 63;

	public SchemaName {
		checkIdentifier("event store's schema", value);
	}

	/**
	 * Rejects a name that cannot be used in SQL, between double quotes.
	 * @param what the thing that has the name, for messages
	 */
	public static void checkIdentifier(String what, String name) {
		if (name.isBlank() || name.indexOf('\0') >= 0 || name.indexOf('"') >= 0) {
			throw new IllegalArgumentException(
					"The name of the %s must not be blank or contain quotes: '%s'".formatted(what, name));
		}
		int length = name.getBytes(StandardCharsets.UTF_8).length;
		if (length > MAX_BYTES) {
			throw new IllegalArgumentException("The name of the %s has %d bytes, but at most %d are allowed: '%s'"
				.formatted(what, length, MAX_BYTES, name));
		}
	}

	String quoted() {
		return '"' + this.value + '"';
	}

	/**
	 * Completes a statement that refers to its tables as <code>{schema}.table</code> or,
	 * within a string literal, as <code>{schema-literal}.table</code>. Within a string
	 * literal, <code>{schema-name}</code> is the name itself.
	 */
	public String in(String sql) {
		return sql.replace("{schema}", quoted())
			.replace("{schema-literal}", quoted().replace("'", "''"))
			.replace("{schema-name}", this.value.replace("'", "''"));
	}

	/**
	 * Returns the key of an advisory lock of PostgreSQL: the same in every process,
	 * different for every schema and purpose.
	 */
	public long lockKey(String purpose) {
		return lockKey(purpose, this.value);
	}

	/**
	 * Returns the key of an advisory lock of PostgreSQL: the same in every process,
	 * different for every object and purpose.
	 */
	public static long lockKey(String purpose, String object) {
		String name = "io.eventsourcing/" + purpose + '/' + object;
		return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
	}

}
