package io.eventsourcing.persistence.jdbc.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;

import io.eventsourcing.persistence.exception.StoreNotWritableException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * The reasons why a database does not accept appends, by the SQL states of PostgreSQL and
 * H2.
 */
enum NotWritableReason {

	READ_ONLY("the database is read-only", "Connect to the primary server, or open the database for writing", "25006",
			"90097"),

	NO_PERMISSION("the role lacks a privilege",
			"Grant it usage on the schema and the sequence, and select, insert, update and delete on the tables",
			"42501", "90096"),

	NO_TABLE("its tables are missing", "Create them by EventSourcingSchema.migrate, or check the name of the schema",
			"42P01", "3F000", "42S02", "42S04", "90079", "90036"),

	LATE_WRITES("the database writes commits late, so that a crash would lose events",
			"Add ;WRITE_DELAY=0 to its JDBC URL", "90040"),

	DISK_FULL("the database has no space left", "Make room for the database", "53100", "90100"),

	NO_MORE_IDS("the sequence has no more notification ids",
			"Set the sequence notification_ids back to the largest id in use, or raise its maximum", "2200H", "90006"),

	/** Recognised by the violated constraint, not by an SQL state. */
	IDS_IN_USE("the next notification ids are already in use, perhaps because the database was restored",
			"Set the sequence notification_ids to the largest id that is in use");

	private final String problem;

	private final String fix;

	private final Set<String> states;

	NotWritableReason(String problem, String fix, String... states) {
		this.problem = problem;
		this.fix = fix;
		this.states = Set.of(states);
	}

	/** Returns the exception for the error, or null if the error has another reason. */
	static @Nullable StoreNotWritableException translate(SQLException failure) {
		if (SqlErrors.isIdTaken(failure)) {
			return IDS_IN_USE.exception(failure);
		}
		return Arrays.stream(values())
			.filter((reason) -> reason.states.contains(failure.getSQLState()))
			.findFirst()
			.map((reason) -> reason.exception(failure))
			.orElse(null);
	}

	private StoreNotWritableException exception(SQLException failure) {
		return new StoreNotWritableException(this.problem, this.fix, SqlErrors.translate("Appending events", failure));
	}

	/** Returns the exception for a problem that was found before the database did. */
	StoreNotWritableException exception(String statement, DataAccessException cause) {
		return new StoreNotWritableException(this.problem, this.fix + ": " + statement, cause);
	}

}
