package io.eventsourcing.persistence.jdbc;

import java.nio.charset.StandardCharsets;

/** Which names can be written in SQL, in double quotes. */
final class SqlNames {

	private static final int LONGEST = 63;

	private SqlNames() {
	}

	/**
	 * Refuses a name that cannot be used.
	 * @param what the thing that it is the name of
	 */
	static void check(String what, String name) {
		if (name.isBlank() || name.indexOf('\0') >= 0 || name.indexOf('"') >= 0) {
			throw new IllegalArgumentException(
					"The name of the %s must not be blank or contain quotes: '%s'".formatted(what, name));
		}
		int length = name.getBytes(StandardCharsets.UTF_8).length;
		if (length > LONGEST) {
			throw new IllegalArgumentException(
					"The name of the %s has %d bytes, %d are allowed: '%s'".formatted(what, length, LONGEST, name));
		}
	}

}
