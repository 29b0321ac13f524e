package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Runs our own migrations, with a history and a location of their own, so that they never
 * meet those of the application.
 */
record SchemaMigration(Dialect dialect, SchemaName schema) {

	static final String HISTORY_TABLE = "eventsourcing_schema_history";

	private static final String SELECT_SCHEMA = """
			select 1
			from INFORMATION_SCHEMA.SCHEMATA
			where SCHEMA_NAME = ?
			""";

	/** H2 has no lock between sessions; nearly always all of them are in one process. */
	private static final Object H2_LOCK = new Object();

	void run(Connection connection) throws SQLException {
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(true);
		try {
			switch (this.dialect) {
				case H2 -> {
					synchronized (H2_LOCK) {
						migrate(connection);
					}
				}
				case POSTGRESQL -> migrateAlone(connection);
			}
		}
		finally {
			connection.setAutoCommit(autoCommit);
		}
	}

	/**
	 * Flyway's own lock does not cover the creation of its history table, and polls once
	 * per second.
	 */
	private void migrateAlone(Connection connection) throws SQLException {
		long key = this.schema.lockKey("migration");
		try (Statement statement = connection.createStatement()) {
			statement.execute("select pg_advisory_lock(" + key + ")");
			try {
				migrate(connection);
			}
			finally {
				statement.execute("select pg_advisory_unlock(" + key + ")");
			}
		}
	}

	private void migrate(Connection connection) {
		try {
			createSchema(connection);
			Flyway.configure(SchemaMigration.class.getClassLoader())
				.dataSource(new SingleConnectionDataSource(connection, true))
				.locations("classpath:" + directory(this.dialect))
				.failOnMissingLocations(true)
				.placeholderReplacement(false)
				.table(HISTORY_TABLE)
				.defaultSchema(this.schema.value())
				.schemas(this.schema.value())
				.createSchemas(false)
				.baselineOnMigrate(true)
				.baselineVersion("0")
				.cleanDisabled(true)
				.load()
				.migrate();
		}
		catch (FlywayException | SQLException ex) {
			throw new SchemaException("Cannot create or update the tables of the event store in the schema '"
					+ this.schema.value() + "': " + rootMessage(ex), fix(), ex);
		}
	}

	/** Flyway would repeat for nine seconds what the role may not do. */
	private void createSchema(Connection connection) throws SQLException {
		try (PreparedStatement exists = connection.prepareStatement(SELECT_SCHEMA);
				Statement creation = connection.createStatement()) {
			exists.setString(1, this.schema.value());
			try (ResultSet row = exists.executeQuery()) {
				if (!row.next()) {
					creation.execute("create schema " + this.schema.quoted());
				}
			}
		}
	}

	private String fix() {
		return """
				If the role lacks the right to create them, either let a role that has it run \
				'create schema %s authorization <the role of the application>', \
				or let it run the file %s in that schema, grant select, insert, update and delete on the tables \
				and usage on the sequence, and switch the migration off (eventsourcing.schema.migrate=false)."""
			.formatted(this.schema.quoted(), script(this.dialect));
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

	static String directory(Dialect dialect) {
		return "io/eventsourcing/persistence/jdbc/db/" + dialect.id();
	}

	static String script(Dialect dialect) {
		return directory(dialect) + "/V1__event_store.sql";
	}

}
