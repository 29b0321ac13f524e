package io.eventsourcing.persistence.jdbc.schema;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.flywaydb.core.api.resource.LoadableResource;

import org.springframework.util.FileCopyUtils;

/** Creates the tables of test stores as one does by hand. */
public final class TestSchema {

	private TestSchema() {
	}

	/**
	 * Creates a schema and its tables, unless they are there. A migration would take ten
	 * times as long.
	 */
	public static void create(DataSource dataSource, String name) {
		String schema = new SchemaName(name).quoted();
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			Dialect dialect = Dialect.of(connection);
			statement.execute("create schema if not exists " + schema);
			switch (dialect) {
				case H2 -> {
					String before = connection.getSchema();
					statement.execute("set schema " + schema);
					statement.execute(scripts(dialect));
					connection.setSchema(before);
				}
				case POSTGRESQL ->
					statement.execute("set search_path to " + schema + ';' + scripts(dialect) + "; reset search_path");
			}
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create the tables of a test", ex);
		}
	}

	private static String scripts(Dialect dialect) {
		return new SchemaScripts(dialect).getResources("V", new String[] { ".sql" })
			.stream()
			.map(TestSchema::text)
			.collect(Collectors.joining(";\n"));
	}

	private static String text(LoadableResource script) {
		try (Reader reader = script.read()) {
			return FileCopyUtils.copyToString(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
