package io.eventsourcing.testsupport;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that belongs to one test.
 *
 * @param jdbcUrl where it is
 * @param username who may do everything there
 * @param password the password of that user
 */
public record TestDatabase(String jdbcUrl, String username, String password) {

	/** A source of new connections, without a pool. */
	public DataSource dataSource() {
		return dataSourceFor(this.username);
	}

	/** A source of new connections of another role; the server asks for no password. */
	public DataSource dataSourceFor(String role) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(this.jdbcUrl);
		dataSource.setUser(role);
		dataSource.setPassword(this.password);
		return dataSource;
	}

}
