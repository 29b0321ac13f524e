package io.eventsourcing.persistence.jdbc.transaction;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

class H2ThreadBoundDataSourceTest extends ThreadBoundDataSourceContract {

	@Override
	DataSource createDatabase() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

}
