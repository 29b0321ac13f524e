package io.eventsourcing.projection.runner;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresParkedEventsTest extends JdbcParkedEventsContract {

	@Override
	ProjectionStore open() {
		return new JdbcProjectionStore(PostgresServer.shared().createDatabase().dataSource());
	}

}
