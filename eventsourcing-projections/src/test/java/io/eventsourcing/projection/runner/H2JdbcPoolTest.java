package io.eventsourcing.projection.runner;

import javax.sql.DataSource;

import io.eventsourcing.projection.StoreDatabases;

class H2JdbcPoolTest extends JdbcPoolContract {

	@Override
	DataSource database() {
		return StoreDatabases.h2();
	}

}
