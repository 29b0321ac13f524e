package io.eventsourcing.persistence.jdbc.tracking;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

class H2TrackingPrivilegesTest extends TrackingPrivilegesContract {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

	@Override
	DataSource createDatabase() {
		return dataSource(this.url + ";DB_CLOSE_DELAY=-1", "");
	}

	@Override
	DataSource createGuest(JdbcTemplate owner) {
		owner.execute("create user guest password ''");
		owner.execute("grant select on schema \"eventsourcing\" to guest");
		return dataSource(this.url, "guest");
	}

	private static DataSource dataSource(String url, String user) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl(url);
		dataSource.setUser(user);
		dataSource.setPassword("");
		return dataSource;
	}

}
