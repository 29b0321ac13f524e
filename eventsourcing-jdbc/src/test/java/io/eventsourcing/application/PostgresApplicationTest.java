package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresApplicationTest extends JdbcApplicationContract {

	@Override
	DataSource createDatabase() {
		return PostgresServer.shared().createDatabase().dataSource();
	}

}
