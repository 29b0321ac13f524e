package io.eventsourcing.persistence.jdbc.transaction;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresThreadBoundDataSourceTest extends ThreadBoundDataSourceContract {

	@Override
	DataSource createDatabase() {
		return PostgresServer.shared().createDatabase().dataSource();
	}

}
