package io.eventsourcing.test;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresApplicationScenarioTest extends JdbcApplicationScenarioContract {

	private static final Store STORE = new Store(PostgresServer.shared().createDatabase().dataSource());

	@Override
	Store store() {
		return STORE;
	}

}
