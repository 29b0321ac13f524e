package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.eventsourcing.domain.EventSourcingException;

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
	 * connection; processes that do the same at the same time wait for each other.
	 * @throws SchemaException if that is not possible, for example because the role may
	 * not create schemas
	 * @throws UnsupportedDatabaseException if it is another database than H2 or
	 * PostgreSQL
	 */
	public void migrate(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			Dialect dialect = Dialect.of(connection);
			new SchemaMigration(dialect, this.name).run(connection);
			new SchemaVerification(dialect, this.name).run(connection);
		}
		catch (SQLException ex) {
			throw unavailable(ex);
		}
	}

	/**
	 * Checks that the tables are there, without changing anything.
	 * @throws SchemaException if something is missing; it names that, and the SQL file to
	 * run
	 * @throws UnsupportedDatabaseException if it is another database than H2 or
	 * PostgreSQL
	 */
	public void verify(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			new SchemaVerification(Dialect.of(connection), this.name).run(connection);
		}
		catch (SQLException ex) {
			throw unavailable(ex);
		}
	}

	private EventSourcingException unavailable(SQLException cause) {
		return new EventSourcingException("Cannot look at the schema '%s' of the event store: %s"
			.formatted(this.name.value(), cause.getMessage()), cause);
	}

}
