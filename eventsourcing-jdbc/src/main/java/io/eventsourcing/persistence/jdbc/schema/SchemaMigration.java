package io.eventsourcing.persistence.jdbc.schema;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Runs the migrations of the library. They have their own location and history table, so
 * that they do not conflict with the migrations of the application.
 */
final class SchemaMigration {

	static final String HISTORY_TABLE = "eventsourcing_schema_history";

	static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);

	private static final String SELECT_SCHEMA = """
			select 1
			from INFORMATION_SCHEMA.SCHEMATA
			where SCHEMA_NAME = ?
			""";

	private static final String SELECT_HISTORY_TABLE = """
			select 1
			from INFORMATION_SCHEMA.TABLES
			where TABLE_SCHEMA = ? and TABLE_NAME = 'eventsourcing_schema_history'
			""";

	/**
	 * Allows one migration at a time in this JVM: H2 has no lock between sessions, which
	 * are nearly always all in one process, and the logger of Flyway is a static field.
	 */
	private static final Object JVM_LOCK = new Object();

	private final Dialect dialect;

	private final SchemaName schema;

	private final Duration lockTimeout;

	SchemaMigration(Dialect dialect, SchemaName schema, Duration lockTimeout) {
		this.dialect = dialect;
		this.schema = schema;
		this.lockTimeout = lockTimeout;
	}

	void run(Connection connection) throws SQLException {
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(true);
		try {
			if (!isUpToDate(connection)) {
				switch (this.dialect) {
					case H2 -> migrate(connection);
					case POSTGRESQL -> migrateAlone(connection);
				}
			}
		}
		catch (FlywayException | SQLException ex) {
			SchemaException failure = new MigrationFailure(this.dialect, this.schema).explain(ex);
			if (failure.reason() == SchemaException.Reason.MISSING_RIGHTS) {
				new SchemaVerification(this.dialect, this.schema).requireAccess(connection);
			}
			throw failure;
		}
		finally {
			connection.setAutoCommit(autoCommit);
		}
	}

	/**
	 * Returns whether nothing has to be migrated. It is checked without the lock, so that
	 * a start with nothing to migrate neither waits for others nor changes the database,
	 * which may be read-only.
	 */
	private boolean isUpToDate(Connection connection) throws SQLException {
		if (!exists(SELECT_HISTORY_TABLE, connection)) {
			return false;
		}
		synchronized (JVM_LOCK) {
			Flyway flyway = flyway(connection);
			return FlywayLog.use(() -> {
				if (flyway.info().pending().length > 0) {
					return false;
				}
				flyway.validate();
				return true;
			});
		}
	}

	private void migrateAlone(Connection connection) throws SQLException {
		MigrationLock lock = new MigrationLock(this.schema, this.lockTimeout);
		lock.acquire(connection);
		try {
			migrate(connection);
		}
		finally {
			lock.release(connection);
		}
	}

	/**
	 * Migrates the schema. The library creates the schema itself, because Flyway would
	 * retry for nine seconds if the role lacks the privilege.
	 */
	private void migrate(Connection connection) throws SQLException {
		synchronized (JVM_LOCK) {
			if (!exists(SELECT_SCHEMA, connection)) {
				try (Statement creation = connection.createStatement()) {
					creation.execute("create schema " + this.schema.quoted());
				}
			}
			FlywayLog.use(flyway(connection)::migrate);
		}
	}

	private boolean exists(String selection, Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(selection)) {
			statement.setString(1, this.schema.value());
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	private Flyway flyway(Connection connection) {
		return Flyway.configure(SchemaMigration.class.getClassLoader())
			.dataSource(new SingleConnectionDataSource(connection, true))
			.locations("classpath:" + SchemaScripts.directory(this.dialect))
			.resourceProvider(new SchemaScripts(this.dialect))
			.javaMigrationClassProvider(List::of)
			.placeholderReplacement(false)
			.table(HISTORY_TABLE)
			.defaultSchema(this.schema.value())
			.schemas(this.schema.value())
			.createSchemas(false)
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.cleanDisabled(true)
			.load();
	}

	/**
	 * Logs Flyway's messages about the migrations of the library at DEBUG level, except
	 * for real warnings. That H2 is newer than Flyway expects is not one, because the
	 * library is tested with the versions that Spring Boot manages; neither are notices
	 * of the database.
	 */
	private static final class FlywayLog implements Log {

		private static final String NEWER_DATABASE = "newer than the version Flyway has been verified with";

		private static final String NOTICE_OF_DATABASE = "DB: ";

		private final Logger logger;

		private FlywayLog(Class<?> source) {
			this.logger = System.getLogger(source.getName());
		}

		/**
		 * Runs an action of a newly configured Flyway. Flyway keeps its logger in a
		 * static field, so no other action of Flyway may run at the same time, and
		 * discards it when the next Flyway is configured.
		 */
		static <T> T use(Supplier<T> action) {
			LogFactory.setLogCreator(FlywayLog::new);
			try {
				return action.get();
			}
			finally {
				LogFactory.setLogCreator(null);
			}
		}

		@Override
		public void debug(String message) {
			this.logger.log(Level.TRACE, message);
		}

		@Override
		public void info(String message) {
			this.logger.log(Level.DEBUG, message);
		}

		@Override
		public void notice(String message) {
			this.logger.log(Level.DEBUG, message);
		}

		@Override
		public void warn(String message) {
			boolean harmless = message.contains(NEWER_DATABASE) || message.startsWith(NOTICE_OF_DATABASE);
			this.logger.log(harmless ? Level.DEBUG : Level.WARNING, message);
		}

		/**
		 * Logs at DEBUG level; nothing is lost, because Flyway also throws the failure.
		 */
		@Override
		public void error(String message) {
			this.logger.log(Level.DEBUG, message);
		}

		@Override
		public void error(String message, Exception failure) {
			this.logger.log(Level.DEBUG, message, failure);
		}

	}

}
