package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresChangeTest extends JdbcChangeContract {

	@Override
	DataSource createDatabase() {
		return PostgresServer.shared().createDatabase().dataSource();
	}

}
