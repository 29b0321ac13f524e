package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresRebuildingTest extends RebuildingContract {

	@Override
	DataSource createDatabase() {
		return PostgresServer.shared().createDatabase().dataSource();
	}

}
