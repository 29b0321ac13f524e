package io.eventsourcing.testsupport;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that belongs to one test.
 *
 * @param jdbcUrl the JDBC URL
 * @param username the user, who has all privileges on the database
 * @param password the password of that user
 */
public record TestDatabase(String jdbcUrl, String username, String password) {

	/** Returns a source of new connections, without a pool. */
	public DataSource dataSource() {
		return dataSourceFor(this.username);
	}

	/**
	 * Returns a source of new connections of another role; the server requires no
	 * password.
	 */
	public DataSource dataSourceFor(String role) {
		PGSimpleDataSource dataSource = new ShortUrlDataSource();
		dataSource.setUrl(this.jdbcUrl);
		dataSource.setUser(role);
		dataSource.setPassword(this.password);
		return dataSource;
	}

	/**
	 * Connects with a URL that names only the parameters that differ from their default
	 * values. The driver would name all of them, and Flyway takes about 50 ms each time
	 * it logs such a URL.
	 */
	private static final class ShortUrlDataSource extends PGSimpleDataSource {

		private static final long serialVersionUID = 1;

		private static final Set<String> DEFAULTS = Set.of(split(defaultUrl()));

		@Override
		public String getUrl() {
			String[] parts = split(super.getUrl());
			return parts[0] + Arrays.stream(parts)
				.skip(1)
				.filter((parameter) -> !DEFAULTS.contains(parameter))
				.collect(Collectors.joining("&", "?", ""));
		}

		/** Returns a URL with the default values, which the driver adds to each URL. */
		private static String defaultUrl() {
			PGSimpleDataSource defaults = new PGSimpleDataSource();
			defaults.setUrl("jdbc:postgresql://localhost/");
			return defaults.getUrl();
		}

		private static String[] split(String url) {
			return url.split("[?&]");
		}

	}

}
