package io.eventsourcing.persistence.jdbc;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

class H2ResetTest extends JdbcResetContract {

	private final String name = UUID.randomUUID().toString();

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + this.name + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

}
