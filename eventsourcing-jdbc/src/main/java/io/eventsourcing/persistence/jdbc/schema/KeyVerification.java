package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Checks the primary keys and unique constraints of a schema. They prevent versions and
 * ids from being stored twice, and the store recognises their names in error messages of
 * the database.
 */
final class KeyVerification {

	private static final String SELECT_H2_KEYS = """
			select lower(k.TABLE_NAME), lower(k.CONSTRAINT_NAME), k.CONSTRAINT_NAME, k.CONSTRAINT_TYPE,
			  listagg(lower(c.COLUMN_NAME), ', ') within group (order by c.ORDINAL_POSITION)
			from INFORMATION_SCHEMA.TABLE_CONSTRAINTS k
			join INFORMATION_SCHEMA.KEY_COLUMN_USAGE c
			  on c.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = k.CONSTRAINT_NAME
			where k.TABLE_SCHEMA = ? and k.CONSTRAINT_TYPE in ('PRIMARY KEY', 'UNIQUE')
			group by k.TABLE_NAME, k.CONSTRAINT_NAME, k.CONSTRAINT_TYPE
			""";

	/** The views of the information schema show only tables that the role may change. */
	private static final String SELECT_POSTGRES_KEYS = """
			select t.relname, k.conname, k.conname, case k.contype when 'p' then 'PRIMARY KEY' else 'UNIQUE' end, (
			  select pg_catalog.string_agg(c.attname, ', ' order by pg_catalog.array_position(k.conkey, c.attnum))
			  from pg_catalog.pg_attribute c
			  where c.attrelid = k.conrelid and c.attnum = any (k.conkey))
			from pg_catalog.pg_constraint k
			join pg_catalog.pg_class t on t.oid = k.conrelid
			join pg_catalog.pg_namespace s on s.oid = t.relnamespace
			where s.nspname = ? and k.contype in ('p', 'u')
			""";

	private static final List<Key> REQUIRED = List.of(
			new Key("stored_events", "stored_events_pk", "PRIMARY KEY", "originator_id, originator_version"),
			new Key("stored_events", "stored_events_notification_id", "UNIQUE", "notification_id"),
			new Key("snapshots", "snapshots_pk", "PRIMARY KEY", "originator_id, originator_version"),
			new Key("runners", "runners_pk", "PRIMARY KEY", "id"),
			new Key("tracking", "tracking_pk", "PRIMARY KEY",
					"consumer_name, consumer_version, upstream_name, partition_number"),
			new Key("active_versions", "active_versions_pk", "PRIMARY KEY", "consumer_name"),
			new Key("parked_events", "parked_events_pk", "PRIMARY KEY",
					"consumer_name, consumer_version, upstream_name, partition_number, notification_id"),
			new Key("event_types", "event_types_pk", "PRIMARY KEY", "originator_type, event_type, event_version"),
			new Key("log_identity", "log_identity_pk", "PRIMARY KEY", "singleton"));

	private final Dialect dialect;

	private final SchemaName schema;

	KeyVerification(Dialect dialect, SchemaName schema) {
		this.dialect = dialect;
		this.schema = schema;
	}

	void run(Connection connection) throws SQLException {
		List<PresentKey> present = presentKeys(connection);
		List<String> problems = new ArrayList<>();
		List<String> fixes = new ArrayList<>();
		for (Key key : REQUIRED) {
			if (present.stream().noneMatch((each) -> each.key.equals(key))) {
				problems.add("the %s %s (%s) of the table %s".formatted(
						key.isPrimary() ? "primary key" : "unique constraint", key.name, key.columns, key.table));
				fixes.addAll(fix(key, present));
			}
		}
		if (!problems.isEmpty()) {
			throw new SchemaException(
					SchemaException.Reason.WRONG_KEYS, "The schema '%s' of the event store lacks %s"
						.formatted(this.schema.value(), String.join(", ", problems)),
					"Run: " + String.join("; ", fixes) + ";", null);
		}
	}

	private List<PresentKey> presentKeys(Connection connection) throws SQLException {
		List<PresentKey> keys = new ArrayList<>();
		try (PreparedStatement statement = connection
			.prepareStatement((this.dialect == Dialect.H2) ? SELECT_H2_KEYS : SELECT_POSTGRES_KEYS)) {
			statement.setString(1, this.schema.value());
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					keys.add(new PresentKey(
							new Key(row.getString(1), row.getString(2), row.getString(4), row.getString(5)),
							row.getString(3)));
				}
			}
		}
		return keys;
	}

	/**
	 * Returns the statements that create the key, after dropping a different key that is
	 * in its place; or the statement that renames it, if it exists under another name.
	 */
	private List<String> fix(Key key, List<PresentKey> present) {
		String table = "alter table %s.%s ".formatted(this.schema.quoted(), key.table);
		List<String> statements = new ArrayList<>();
		for (PresentKey each : present) {
			if (each.key.isSameExceptForName(key)) {
				return List.of(table + "rename constraint \"%s\" to %s".formatted(each.exactName, key.name));
			}
			if (each.key.table.equals(key.table)
					&& (each.key.name.equals(key.name) || key.isPrimary() && each.key.isPrimary())) {
				statements.add(table + "drop constraint \"%s\"".formatted(each.exactName));
			}
		}
		statements.add(table
				+ "add constraint %s %s (%s)".formatted(key.name, key.type.toLowerCase(Locale.ROOT), key.columns));
		return statements;
	}

	/** A primary key or unique constraint, with its names in lower case. */
	private record Key(String table, String name, String type, String columns) {

		boolean isPrimary() {
			return this.type.equals("PRIMARY KEY");
		}

		boolean isSameExceptForName(Key other) {
			return this.table.equals(other.table) && this.type.equals(other.type) && this.columns.equals(other.columns);
		}

	}

	/** A key of the database, with its name as it is written there. */
	private record PresentKey(Key key, String exactName) {
	}

}
