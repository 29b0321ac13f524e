package io.eventsourcing.projection.runner;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresRareEventTest extends RareEventContract {

	@Override
	ProjectionStore open() {
		return new JdbcProjectionStore(PostgresServer.shared().createDatabase().dataSource());
	}

}
