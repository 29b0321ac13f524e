package io.eventsourcing.persistence.jdbc.faults.history;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the table of events without any code of the library. */
public final class StoredLog {

	private static final String SELECT = """
			select notification_id, originator_id, originator_version, metadata
			from "%s".stored_events
			order by notification_id
			""";

	private static final String LAST = """
			select coalesce(max(notification_id), 0) from "%s".stored_events
			""";

	private StoredLog() {
	}

	public static List<LogEntry> read(DataSource database, String schema) {
		return new JdbcTemplate(database).query(SELECT.formatted(schema), (row, number) -> new LogEntry(row.getLong(1),
				new EventKey(row.getObject(2, UUID.class), row.getLong(3)), LogEntry.saveIn(row.getString(4))));
	}

	/** Returns the last id of the log, 0 if it is empty. */
	public static long lastId(DataSource database, String schema) {
		Long last = new JdbcTemplate(database).queryForObject(LAST.formatted(schema), Long.class);
		return (last != null) ? last : 0;
	}

}
