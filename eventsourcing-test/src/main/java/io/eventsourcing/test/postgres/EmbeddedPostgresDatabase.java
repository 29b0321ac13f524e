package io.eventsourcing.test.postgres;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * An empty database, which is created with this bean. A class, and no supplier of
 * instances, so that contexts of tests can be processed ahead of time.
 */
class EmbeddedPostgresDatabase implements JdbcConnectionDetails {

	private final String jdbcUrl = EmbeddedPostgresServer.createDatabase();

	@Override
	public String getJdbcUrl() {
		return this.jdbcUrl;
	}

	@Override
	public String getUsername() {
		return EmbeddedPostgresServer.SUPERUSER;
	}

	@Override
	public String getPassword() {
		return "";
	}

}
