package io.eventsourcing.testsupport;

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
		PGSimpleDataSource dataSource = new ShortUrlDataSource(this.jdbcUrl);
		dataSource.setUser(role);
		dataSource.setPassword(this.password);
		return dataSource;
	}

	/**
	 * Connects with the URL as it was given. The driver's own URL names all parameters,
	 * even those with default values, and Flyway takes about 50 ms each time it logs it.
	 */
	private static final class ShortUrlDataSource extends PGSimpleDataSource {

		private static final long serialVersionUID = 1;

		private final String shortUrl;

		ShortUrlDataSource(String url) {
			this.shortUrl = url;
		}

		@Override
		public String getUrl() {
			return this.shortUrl;
		}

	}

}
