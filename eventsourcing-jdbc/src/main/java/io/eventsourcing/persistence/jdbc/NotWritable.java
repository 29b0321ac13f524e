package io.eventsourcing.persistence.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;

import io.eventsourcing.persistence.recorder.StoreNotWritableException;
import org.jspecify.annotations.Nullable;

/** Why a database lets nobody append, by what PostgreSQL and H2 call that. */
enum NotWritable {

	READ_ONLY("the database is read-only", "Connect to the primary server, or open the database for writing", "25006",
			"90097"),

	NO_PERMISSION("the role lacks the right to do so",
			"Grant it usage on the schema and the sequence, and select, insert, update and delete on the tables",
			"42501", "90096"),

	NO_TABLE("its tables are missing", "Create them by EventSourcingSchema.migrate, or check the name of the schema",
			"42P01", "3F000", "42S02", "42S04", "90079", "90036"),

	LATE_WRITES("the database writes commits late, so that a crash would lose events",
			"Add ;WRITE_DELAY=0 to its JDBC URL", "90040"),

	DISK_FULL("there is no space left", "Make room for the database", "53100", "90100"),

	NO_MORE_IDS("there are no more notification ids",
			"Set the sequence notification_ids back to the largest id that is in use, or raise its maximum", "2200H",
			"90006"),

	IDS_IN_USE("the next notification ids are in use, perhaps since the database was restored",
			"Set the sequence notification_ids to the largest id that is in use");

	private final String problem;

	private final String fix;

	private final Set<String> states;

	NotWritable(String problem, String fix, String... states) {
		this.problem = problem;
		this.fix = fix;
		this.states = Set.of(states);
	}

	private boolean isReasonFor(SQLException failure) {
		return (this == IDS_IN_USE) ? SqlFailures.isIdTaken(failure) : this.states.contains(failure.getSQLState());
	}

	static @Nullable StoreNotWritableException translate(SQLException failure) {
		return Arrays.stream(values())
			.filter((each) -> each.isReasonFor(failure))
			.findFirst()
			.map((each) -> new StoreNotWritableException(each.problem, each.fix,
					SqlFailures.translate("Appending events", failure)))
			.orElse(null);
	}

}
