package io.eventsourcing.persistence.jdbc.sql;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

class H2NotificationIdsTest extends NotificationIdsContract {

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
		return dataSource;
	}

}
