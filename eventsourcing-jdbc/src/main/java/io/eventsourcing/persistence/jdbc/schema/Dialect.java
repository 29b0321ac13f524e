package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The supported databases. */
public enum Dialect {

	H2("h2"),

	POSTGRESQL("postgresql");

	private final String id;

	Dialect(String id) {
		this.id = id;
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
