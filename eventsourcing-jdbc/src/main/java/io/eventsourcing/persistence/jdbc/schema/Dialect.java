package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The supported databases. */
public enum Dialect {

	H2("h2", "90096", "grant select, insert, update, delete on schema {schema} to {role};"),

	POSTGRESQL("postgresql", "42501", """
			grant usage on schema {schema} to {role}; \
			grant select, insert, update, delete on all tables in schema {schema} to {role}; \
			grant usage, select on sequence {schema}.notification_ids to {role};""");

	private final String id;

	private final String accessDenied;

	private final String grants;

	/**
	 * @param accessDenied the SQL state of an error because of a missing privilege
	 * @param grants the statements that grant the privileges of an application
	 */
	Dialect(String id, String accessDenied, String grants) {
		this.id = id;
		this.accessDenied = accessDenied;
		this.grants = grants;
	}

	/** Returns the name of the database in the locations of its migrations. */
	String id() {
		return this.id;
	}

	/**
	 * Returns whether the time of a single statement can be limited. H2 applies the limit
	 * to the session, where it would remain after the connection has been returned to its
	 * pool.
	 */
	public boolean limitsStatements() {
		return this == POSTGRESQL;
	}

	/** Returns whether a privilege of the role is missing. */
	public boolean isAccessDenied(SQLException failure) {
		return this.accessDenied.equals(failure.getSQLState());
	}

	/**
	 * Returns advice that contains the statements that grant a role the privileges of an
	 * application.
	 */
	public String grantAdvice(SchemaName schema, String role) {
		return "Let the owner of the schema run: "
				+ schema.in(this.grants).replace("{role}", '"' + role.replace("\"", "\"\"") + '"');
	}

	/** Returns the role of the connection. */
	public static String role(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select current_user")) {
			row.next();
			return row.getString(1);
		}
	}

	/**
	 * Returns the dialect of the database behind the connection.
	 * @throws UnsupportedDatabaseException if it is neither H2 nor PostgreSQL
	 */
	public static Dialect of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return switch (product) {
			case "H2" -> H2;
			case "PostgreSQL" -> genuinePostgres(connection);
			default -> throw new UnsupportedDatabaseException(product);
		};
	}

	/**
	 * Rejects CockroachDB, YugabyteDB and others, which use PostgreSQL's protocol and
	 * claim its name, but do not provide the guarantees of its advisory locks.
	 */
	private static Dialect genuinePostgres(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_catalog.version()")) {
			row.next();
			String version = row.getString(1);
			if (!version.startsWith("PostgreSQL ") || version.contains("-YB-")) {
				throw new UnsupportedDatabaseException(version);
			}
			return POSTGRESQL;
		}
	}

}
