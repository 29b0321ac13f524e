package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * The privileges that an application needs on the tables of a schema.
 *
 * @param dialect the kind of the database
 * @param schema the name of the schema
 * @param role the role of the application
 */
public record Privileges(Dialect dialect, SchemaName schema, String role) {

	/** The SQL states of PostgreSQL and H2 for a missing privilege. */
	private static final Set<String> DENIED = Set.of("42501", "90096");

	private static final String POSTGRES_GRANTS = """
			grant usage on schema {schema} to {role}; \
			grant select, insert, update, delete on all tables in schema {schema} to {role}; \
			grant usage, select on sequence {schema}.notification_ids to {role};""";

	private static final String H2_GRANTS = "grant select, insert, update, delete on schema {schema} to {role};";

	/** Returns the privileges of the role of a connection. */
	public static Privileges of(Connection connection, Dialect dialect, SchemaName schema) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select current_user")) {
			row.next();
			return new Privileges(dialect, schema, row.getString(1));
		}
	}

	/** Returns whether the database has denied access because a privilege is missing. */
	public static boolean areMissing(SQLException failure) {
		return DENIED.contains(String.valueOf(failure.getSQLState()));
	}

	/** Returns advice that contains the statements that grant the privileges. */
	public String advice() {
		String grants = (this.dialect == Dialect.H2) ? H2_GRANTS : POSTGRES_GRANTS;
		return "Let the owner of the schema run: "
				+ this.schema.in(grants).replace("{role}", '"' + this.role.replace("\"", "\"\"") + '"');
	}

}
