package io.eventsourcing.persistence.jdbc.schema;

import java.sql.SQLException;
import java.util.Set;

/** Explains why a migration failed, with advice that applies to that reason only. */
final class MigrationFailure {

	/** The SQL states of PostgreSQL and H2 for a missing privilege. */
	private static final Set<String> MISSING_RIGHTS = Set.of("42501", "90096", "90040");

	/** The SQL states of PostgreSQL and H2 for a read-only database. */
	private static final Set<String> READ_ONLY = Set.of("25006", "90097");

	private final Dialect dialect;

	private final SchemaName schema;

	MigrationFailure(Dialect dialect, SchemaName schema) {
		this.dialect = dialect;
		this.schema = schema;
	}

	SchemaException explain(Exception failure) {
		SchemaException.Reason reason = reason(failure);
		String problem = "Cannot create or update the tables of the event store in the schema '%s': %s"
			.formatted(this.schema.value(), rootMessage(failure));
		return new SchemaException(reason, problem, fix(reason), failure);
	}

	private static SchemaException.Reason reason(Exception failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getSQLState() != null) {
				if (MISSING_RIGHTS.contains(sql.getSQLState())) {
					return SchemaException.Reason.MISSING_RIGHTS;
				}
				if (READ_ONLY.contains(sql.getSQLState())) {
					return SchemaException.Reason.READ_ONLY;
				}
			}
		}
		return SchemaException.Reason.MIGRATION_FAILED;
	}

	private String fix(SchemaException.Reason reason) {
		return switch (reason) {
			case MISSING_RIGHTS ->
				"""
						Either let a role that has the right run 'create schema %s authorization <the role of the application>', \
						or let it run the file %s in that schema, grant select, insert, update and delete on the tables \
						and usage on the sequence, and switch the migration off."""
					.formatted(this.schema.quoted(), SchemaScripts.first(this.dialect));
			case READ_ONLY ->
				"""
						Connect to a database that accepts changes (of PostgreSQL, the primary server and not a standby; on H2, \
						without ACCESS_MODE_DATA=r and with a file that may be written). An application that only reads can \
						use a read-only database whose tables are up to date.""";
			default ->
				"""
						If the tables or the history table '%s' were changed by hand, or by another version of the library, \
						compare them with the files in %s of the library."""
					.formatted(SchemaMigration.HISTORY_TABLE, SchemaScripts.directory(this.dialect));
		};
	}

	/**
	 * Returns the message of the root cause, which lacks the line breaks and the SQL
	 * state that Flyway adds to it.
	 */
	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage()).strip().replaceAll("\\.$", "");
	}

}
