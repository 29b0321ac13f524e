package io.eventsourcing.projection.runner;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresCarefulStartTest extends CarefulStartContract {

	@Override
	ProjectionStore open() {
		return new JdbcProjectionStore(PostgresServer.shared().createDatabase().dataSource());
	}

}
