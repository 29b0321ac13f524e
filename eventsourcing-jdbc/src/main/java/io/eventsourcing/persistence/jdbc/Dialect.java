package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases that the event store runs on. */
enum Dialect {

	H2("h2"),

	POSTGRESQL("postgresql");

	private final String id;

	Dialect(String id) {
		this.id = id;
	}

	/** The name of the database in the locations of its migrations. */
	String id() {
		return this.id;
	}

	/**
	 * H2 applies the limit of a statement to its session, where it would stay: in a pool,
	 * for others.
	 */
	boolean limitsStatements() {
		return this == POSTGRESQL;
	}

	static Dialect of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return switch (product) {
			case "H2" -> H2;
			case "PostgreSQL" -> genuinePostgres(connection);
			default -> throw new UnsupportedDatabaseException(product);
		};
	}

	/**
	 * CockroachDB, YugabyteDB and others speak PostgreSQL's protocol and claim its name,
	 * but do not keep the promises of its advisory locks.
	 */
	private static Dialect genuinePostgres(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select version()")) {
			row.next();
			String version = row.getString(1);
			if (!version.startsWith("PostgreSQL ") || version.contains("-YB-")) {
				throw new UnsupportedDatabaseException(version);
			}
			return POSTGRESQL;
		}
	}

}
