package io.eventsourcing.application;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

class H2RebuildingTest extends RebuildingContract {

	@Override
	DataSource createDatabase() {
		return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

}
