package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.exception.StoreUnavailableException;

/**
 * The database schema of an event store. Creates, updates or verifies its tables. The
 * default name is {@value #DEFAULT_NAME}. Immutable.
 */
public final class EventSourcingSchema {

	/** The default name of the schema. */
	public static final String DEFAULT_NAME = "eventsourcing";

	private final SchemaName name;

	private EventSourcingSchema(SchemaName name) {
		this.name = name;
	}

	/**
	 * Returns a schema of the given name, which may have up to 63 bytes and must not
	 * contain double quotes.
	 */
	public static EventSourcingSchema named(String name) {
		return new EventSourcingSchema(new SchemaName(name));
	}

	/**
	 * Creates the schema and its tables, or updates them. Uses a single connection.
	 * Processes that migrate at the same time wait for each other, for up to a minute.
	 * @return the database and the schema
	 * @throws SchemaException if the schema cannot be created or updated, for example
	 * because the role may not create schemas
	 * @throws StoreUnavailableException if the database cannot be reached
	 * @throws UnsupportedDatabaseException if the database is neither H2 nor PostgreSQL
	 */
	public SchemaInfo migrate(DataSource dataSource) {
		return migrate(dataSource, SchemaMigration.LOCK_TIMEOUT);
	}

	SchemaInfo migrate(DataSource dataSource, Duration lockTimeout) {
		return connect(dataSource, (connection, dialect) -> {
			new SchemaMigration(dialect, this.name, lockTimeout).run(connection);
			return new SchemaVerification(dialect, this.name).run(connection);
		});
	}

	/**
	 * Checks that the tables exist, without changing anything.
	 * @return the database and the schema
	 * @throws SchemaException if something is missing, or may not be read by the role;
	 * the exception names it, and the SQL file or the statements to run
	 * @throws StoreUnavailableException if the database cannot be reached
	 * @throws UnsupportedDatabaseException if the database is neither H2 nor PostgreSQL
	 */
	public SchemaInfo verify(DataSource dataSource) {
		return connect(dataSource, (connection, dialect) -> new SchemaVerification(dialect, this.name).run(connection));
	}

	private SchemaInfo connect(DataSource dataSource, SchemaWork work) {
		try (Connection connection = connect(dataSource)) {
			return work.run(connection, Dialect.of(connection));
		}
		catch (SQLException ex) {
			throw new EventSourcingException("Cannot examine the schema '%s' of the event store: %s"
				.formatted(this.name.value(), ex.getMessage()), ex);
		}
	}

	/**
	 * Opens a connection; some pools throw exceptions other than {@link SQLException}.
	 */
	private static Connection connect(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	/** Work on a connection to the schema. */
	@FunctionalInterface
	private interface SchemaWork {

		SchemaInfo run(Connection connection, Dialect dialect) throws SQLException;

	}

}
