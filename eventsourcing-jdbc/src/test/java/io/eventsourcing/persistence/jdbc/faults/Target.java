package io.eventsourcing.persistence.jdbc.faults;

import java.net.URI;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database, as an instance reaches it.
 *
 * @param jdbcUrl the JDBC URL
 * @param user the user
 */
record Target(String jdbcUrl, String user) {

	private static final String POSTGRESQL = "jdbc:postgresql:";

	static Target of(TestDatabase database) {
		return new Target(database.jdbcUrl(), database.username());
	}

	boolean isPostgres() {
		return this.jdbcUrl.startsWith(POSTGRESQL);
	}

	int port() {
		return uri().getPort();
	}

	/** Returns the same database behind a proxy. */
	Target behind(int proxyPort) {
		return new Target("jdbc:postgresql://127.0.0.1:" + proxyPort + uri().getPath(), this.user);
	}

	private URI uri() {
		return URI.create(this.jdbcUrl.substring("jdbc:".length()));
	}

	/**
	 * Returns a source of new connections, without a pool. As documented, they have a
	 * socket timeout: after an error in the driver, Spring's rollback of a caller's
	 * transaction could otherwise wait for an answer that never comes. It is longer than
	 * the limits of the store, so that it does not take their place.
	 */
	DataSource dataSource() {
		if (isPostgres()) {
			return new TestDatabase(this.jdbcUrl + "?socketTimeout=20", this.user, "").dataSource();
		}
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl(this.jdbcUrl);
		dataSource.setUser(this.user);
		return dataSource;
	}

}
