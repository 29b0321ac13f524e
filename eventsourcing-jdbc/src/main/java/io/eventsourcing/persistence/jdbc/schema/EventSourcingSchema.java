package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.recorder.StoreUnavailableException;

/**
 * The database schema of an event store: creates its tables, or verifies them. By default
 * it is called {@value #DEFAULT_NAME}. Immutable.
 */
public final class EventSourcingSchema {

	/** The name of the schema if no other is given. */
	public static final String DEFAULT_NAME = "eventsourcing";

	private final SchemaName name;

	private EventSourcingSchema(SchemaName name) {
		this.name = name;
	}

	/** A schema of any name without double quotes, of up to 63 bytes. */
	public static EventSourcingSchema named(String name) {
		return new EventSourcingSchema(new SchemaName(name));
	}

	/**
	 * Creates the schema and its tables, or brings them up to date. Uses a single
	 * connection. Processes that do so at the same time wait for each other, for up to a
	 * minute.
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
	 * @throws SchemaException if something is missing; the exception names it, and the
	 * SQL file to run
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
			throw new EventSourcingException("Cannot look at the schema '%s' of the event store: %s"
				.formatted(this.name.value(), ex.getMessage()), ex);
		}
	}

	/** Some pools throw exceptions of their own. */
	private static Connection connect(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			throw new StoreUnavailableException(ex);
		}
	}

	/** What is done with a connection to the schema. */
	@FunctionalInterface
	private interface SchemaWork {

		SchemaInfo run(Connection connection, Dialect dialect) throws SQLException;

	}

}
