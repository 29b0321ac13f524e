package io.eventsourcing.persistence.jdbc.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes H2 write commits to its file before it reports them.
 * <p>
 * By default, H2 writes them up to half a second later, and it returns to that default
 * each time the database is opened, whatever was set before.
 */
public final class H2WriteDelay {

	/**
	 * The name of a session variable that is set when the delay is off; after the
	 * database has been reopened, it is not set.
	 */
	public static final String IS_OFF = "@eventsourcing_writes_at_once";

	/**
	 * Selects the larger of two values: the stored setting and the setting in effect.
	 */
	private static final String SELECT = """
			select max(cast(SETTING_VALUE as integer))
			from INFORMATION_SCHEMA.SETTINGS
			where SETTING_NAME = 'WRITE_DELAY'
			""";

	private H2WriteDelay() {
	}

	public static void switchOff(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			boolean late;
			try (ResultSet row = statement.executeQuery(SELECT)) {
				late = row.next() && row.getInt(1) > 0;
			}
			if (late) {
				statement.execute("set write_delay 0");
			}
			statement.execute("set " + IS_OFF + " = true");
		}
	}

}
