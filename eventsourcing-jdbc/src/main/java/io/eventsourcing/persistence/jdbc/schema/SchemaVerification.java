package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** Checks that a schema contains everything that the event store uses. */
final class SchemaVerification {

	private static final String SEQUENCE = "notification_ids";

	private static final String SELECT_WRITE_DELAY = """
			select SETTING_VALUE
			from INFORMATION_SCHEMA.SETTINGS
			where SETTING_NAME = 'WRITE_DELAY'
			""";

	private static final String SELECT_VERSION = """
			select "version"
			from {schema}."eventsourcing_schema_history"
			where "success" and "version" is not null
			order by "installed_rank" desc
			""";

	private static final Map<String, Set<String>> TABLES = Map.of("stored_events",
			Set.of("notification_id", "originator_version", "event_time", "originator_id", "event_version",
					"originator_type", "event_type", "payload", "metadata"),
			"snapshots",
			Set.of("originator_version", "snapshot_time", "originator_id", "snapshot_version", "originator_type",
					"payload", "metadata"),
			"runners", Set.of("alive_until", "started_at", "id", "name", "group_name"), "tracking",
			Set.of("notification_id", "replay_until", "epoch", "failed_id", "started_id", "failed_at", "changed_at",
					"owner", "upstream_id", "consumer_version", "partition_number", "partition_count", "attempts",
					"started", "state", "consumer_name", "upstream_name", "failure"),
			"active_versions", Set.of("since", "consumer_version", "requested_version", "consumer_name"),
			"parked_events",
			Set.of("notification_id", "parked_at", "attempted_at", "originator_id", "consumer_version",
					"partition_number", "attempts", "request", "topic", "consumer_name", "upstream_name", "cause"),
			"event_types", Set.of("first_notification_id", "event_version", "originator_type", "event_type"),
			"log_identity", Set.of("singleton", "id"));

	private static final Map<String, Set<String>> H2_TABLES = Map.of("append_lock", Set.of("id"));

	private final Dialect dialect;

	private final SchemaName schema;

	SchemaVerification(Dialect dialect, SchemaName schema) {
		this.dialect = dialect;
		this.schema = schema;
	}

	SchemaInfo run(Connection connection) throws SQLException {
		SchemaObjects objects = objects(connection);
		requireComplete(objects);
		requireReadable(connection, objects);
		new KeyVerification(this.dialect, this.schema).run(connection);
		boolean readOnly = isReadOnly(connection);
		checkSequence(connection, readOnly);
		if (this.dialect == Dialect.H2) {
			checkIsolation(connection);
			if (!readOnly) {
				checkWriteDelay(connection);
			}
		}
		return info(connection, objects, readOnly);
	}

	private SchemaObjects objects(Connection connection) throws SQLException {
		Set<String> used = new HashSet<>(required().keySet());
		used.add(SchemaMigration.HISTORY_TABLE);
		return SchemaObjects.read(connection, this.dialect, this.schema, used);
	}

	private SchemaInfo info(Connection connection, SchemaObjects objects, boolean readOnly) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		String database = metaData.getDatabaseProductName() + ' ' + metaData.getDatabaseProductVersion().split(" ")[0];
		String url = metaData.getURL().split("[?;]")[0];
		return new SchemaInfo(database, url, this.schema.value(), migratedVersion(connection, objects), readOnly);
	}

	/**
	 * Returns the version of the last migration, or null: tables that were created by
	 * hand have no history, and the role need not be allowed to read it.
	 */
	private @Nullable String migratedVersion(Connection connection, SchemaObjects objects) throws SQLException {
		if (!objects.hasReadable(SchemaMigration.HISTORY_TABLE)) {
			return null;
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(this.schema.in(SELECT_VERSION))) {
			return row.next() ? row.getString(1) : null;
		}
	}

	private boolean isReadOnly(Connection connection) throws SQLException {
		if (this.dialect == Dialect.H2) {
			return connection.isReadOnly();
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_catalog.current_setting('transaction_read_only')")) {
			row.next();
			return "on".equals(row.getString(1));
		}
	}

	/**
	 * Checks that the role may read what the event store uses, unless something of it is
	 * missing.
	 */
	void requireAccess(Connection connection) throws SQLException {
		SchemaObjects objects = objects(connection);
		if (missing(objects).isEmpty()) {
			requireReadable(connection, objects);
		}
	}

	private void requireComplete(SchemaObjects objects) {
		List<String> missing = missing(objects);
		if (!missing.isEmpty()) {
			throw new SchemaException(SchemaException.Reason.INCOMPLETE,
					"The schema '%s' of the event store lacks %s".formatted(this.schema.value(),
							String.join(", ", missing)),
					"Run the file %s of the library in that schema, or let the application migrate the schema."
						.formatted(SchemaScripts.first(this.dialect)),
					null);
		}
	}

	private List<String> missing(SchemaObjects objects) {
		List<String> missing = new ArrayList<>();
		required().forEach((table, columns) -> {
			Set<String> lacking = new TreeSet<>(columns);
			lacking.removeAll(objects.columns().getOrDefault(table, Set.of()));
			if (lacking.size() == columns.size()) {
				missing.add("the table " + table);
			}
			else {
				lacking.forEach((column) -> missing.add("the column " + table + '.' + column));
			}
		});
		if (!objects.sequences().contains(SEQUENCE)) {
			missing.add("the sequence " + SEQUENCE);
		}
		return missing;
	}

	private Map<String, Set<String>> required() {
		Map<String, Set<String>> required = new TreeMap<>(TABLES);
		if (this.dialect == Dialect.H2) {
			required.putAll(H2_TABLES);
		}
		return required;
	}

	private void requireReadable(Connection connection, SchemaObjects objects) throws SQLException {
		List<String> denied = new ArrayList<>();
		for (String table : required().keySet()) {
			if (objects.denied().contains(table)) {
				denied.add("the table " + table);
			}
		}
		if (objects.denied().contains(SEQUENCE)) {
			denied.add("the sequence " + SEQUENCE);
		}
		if (!denied.isEmpty()) {
			String role = Dialect.role(connection);
			throw new SchemaException(SchemaException.Reason.ACCESS_DENIED,
					"The role '%s' lacks privileges in the schema '%s' of the event store: it may not read %s"
						.formatted(role, this.schema.value(), String.join(", ", denied)),
					this.dialect.grantAdvice(this.schema, role), null);
		}
	}

	/**
	 * Checks the definition of the sequence and, unless nobody can save, that it is ahead
	 * of all ids in use.
	 */
	private void checkSequence(Connection connection, boolean readOnly) throws SQLException {
		IdSequence sequence = new IdSequence(this.dialect, this.schema);
		String difference = sequence.difference(connection);
		if (difference != null) {
			throw wrongSequence(
					"The sequence notification_ids %s; followers of the log would miss events".formatted(difference),
					sequence.define());
		}
		String lag = readOnly ? null : sequence.lag(connection);
		if (lag != null) {
			throw wrongSequence(
					"The sequence notification_ids is behind, perhaps because the database was restored: "
							+ "%s; followers of the log would miss events in the gaps between them".formatted(lag),
					sequence.catchUp());
		}
	}

	private static SchemaException wrongSequence(String problem, String statement) {
		return new SchemaException(SchemaException.Reason.WRONG_SEQUENCE, problem, "Run: " + statement + ";", null);
	}

	/** On PostgreSQL, this level is the same as READ COMMITTED. */
	private static void checkIsolation(Connection connection) throws SQLException {
		if (connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
			throw new SchemaException(SchemaException.Reason.UNSAFE_SETTING,
					"The connections of the event store read at READ UNCOMMITTED; followers of the log "
							+ "would see events that are rolled back",
					"Let the connection pool use READ COMMITTED, the default of the database.", null);
		}
	}

	private static void checkWriteDelay(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(SELECT_WRITE_DELAY)) {
			if (row.next() && row.getLong(1) != 0) {
				throw new SchemaException(SchemaException.Reason.UNSAFE_SETTING,
						"The database writes commits up to %s ms late, so that a crash loses events"
							.formatted(row.getString(1)),
						"Remove WRITE_DELAY from its JDBC URL, or run 'set write_delay 0'.", null);
			}
		}
	}

}
