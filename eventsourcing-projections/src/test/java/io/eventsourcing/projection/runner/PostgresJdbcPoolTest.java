package io.eventsourcing.projection.runner;

import javax.sql.DataSource;

import io.eventsourcing.projection.StoreDatabases;

class PostgresJdbcPoolTest extends JdbcPoolContract {

	@Override
	DataSource database() {
		return StoreDatabases.postgres().dataSource();
	}

}
