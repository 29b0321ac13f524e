package io.eventsourcing.projection.runner;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresJdbcPoolTest extends JdbcPoolContract {

	@Override
	DataSource database() {
		return PostgresServer.shared().createDatabase().dataSource();
	}

}
