package io.eventsourcing.persistence.jdbc.lock;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * Warns about an H2 database that several processes may use, by {@code AUTO_SERVER} or
 * through a server: {@link H2LocalLock} covers the threads of one process only.
 */
public final class H2Sharing {

	private static final Logger LOGGER = System.getLogger(H2Sharing.class.getName());

	private static final String SELECT_SESSION = """
			select SERVER, database_path()
			from INFORMATION_SCHEMA.SESSIONS
			where SESSION_ID = session_id()
			""";

	private H2Sharing() {
	}

	public static void warn(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(SELECT_SESSION)) {
			if (row.next() && (row.getString(1) != null || isServed(row.getString(2)))) {
				LOGGER.log(Level.WARNING,
						"The H2 database of the event store can be used by several processes (AUTO_SERVER, or a server). If more than one saves events, H2 may let two of them append at once, and readers of the notification log may then miss events. Let one process use it, or use PostgreSQL.");
			}
		}
	}

	/**
	 * Returns whether a server is used: with {@code AUTO_SERVER}, the lock file of the
	 * database names it.
	 */
	private static boolean isServed(@Nullable String databasePath) {
		if (databasePath == null) {
			return false;
		}
		try {
			Path lockFile = Path.of(databasePath + ".lock.db");
			return Files.exists(lockFile) && Files.readString(lockFile).contains("server=");
		}
		catch (IOException | InvalidPathException ex) {
			LOGGER.log(Level.DEBUG, "Could not read the lock file of the database", ex);
			return false;
		}
	}

}
