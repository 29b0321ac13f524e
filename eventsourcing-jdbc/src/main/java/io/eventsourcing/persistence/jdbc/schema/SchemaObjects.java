package io.eventsourcing.persistence.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The tables and sequences of a schema, by their names in lower case, whether or not the
 * role of the connection may use them.
 *
 * @param columns the names of the columns by those of the tables
 * @param sequences the names of the sequences
 * @param denied the names of the tables and sequences that the role may not read
 */
record SchemaObjects(Map<String, Set<String>> columns, Set<String> sequences, Set<String> denied) {

	/** H2 shows all objects to all users, but not their privileges. */
	private static final String SELECT_H2 = """
			select TABLE_NAME, lower(COLUMN_NAME), false
			from INFORMATION_SCHEMA.COLUMNS
			where TABLE_SCHEMA = '{schema-name}'
			union all
			select SEQUENCE_NAME, null, false
			from INFORMATION_SCHEMA.SEQUENCES
			where SEQUENCE_SCHEMA = '{schema-name}'
			""";

	/** The views of the information schema show only what the role may use. */
	private static final String SELECT_POSTGRES = """
			with objects as (
			  select c.oid, c.relkind, c.relname, pg_catalog.has_schema_privilege(s.oid, 'usage') as usable
			  from pg_catalog.pg_class c
			  join pg_catalog.pg_namespace s on s.oid = c.relnamespace
			  where s.nspname = '{schema-name}')
			select o.relname, lower(a.attname), not (o.usable and pg_catalog.has_any_column_privilege(o.oid, 'select'))
			from objects o
			join pg_catalog.pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
			where o.relkind in ('r', 'p', 'f', 'v', 'm')
			union all
			select o.relname, null, not (o.usable and pg_catalog.has_sequence_privilege(o.oid, 'usage, select'))
			from objects o
			where o.relkind = 'S'
			""";

	/**
	 * Reads the objects.
	 * @param used the tables whose privileges are of interest
	 */
	static SchemaObjects read(Connection connection, Dialect dialect, SchemaName schema, Set<String> used)
			throws SQLException {
		SchemaObjects objects = new SchemaObjects(new HashMap<>(), new HashSet<>(), new HashSet<>());
		Map<String, String> exactNames = new HashMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery(schema.in((dialect == Dialect.H2) ? SELECT_H2 : SELECT_POSTGRES))) {
			while (rows.next()) {
				String name = rows.getString(1).toLowerCase(Locale.ROOT);
				exactNames.put(name, rows.getString(1));
				objects.add(name, rows.getString(2), rows.getBoolean(3));
			}
		}
		if (dialect == Dialect.H2) {
			for (String table : used) {
				String exactName = exactNames.get(table);
				if (exactName != null && isDenied(connection, schema, exactName)) {
					objects.denied.add(table);
				}
			}
		}
		return objects;
	}

	private void add(String name, @Nullable String column, boolean isDenied) {
		if (column != null) {
			this.columns.computeIfAbsent(name, (table) -> new HashSet<>()).add(column);
		}
		else {
			this.sequences.add(name);
		}
		if (isDenied) {
			this.denied.add(name);
		}
	}

	/** H2 checks the privileges of the user when it prepares a statement. */
	private static boolean isDenied(Connection connection, SchemaName schema, String table) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement(schema.in("select 1 from {schema}.\"" + table + '"'))) {
			return statement.isClosed();
		}
		catch (SQLException ex) {
			if (Dialect.H2.isAccessDenied(ex)) {
				return true;
			}
			throw ex;
		}
	}

	/** Returns whether there is a table that the role may read. */
	boolean hasReadable(String table) {
		return this.columns.containsKey(table) && !this.denied.contains(table);
	}

}
