package io.eventsourcing.projection.runner;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresProjectionVersionsTest extends ProjectionVersionsContract {

	@Override
	ProjectionStore open() {
		return new JdbcProjectionStore(PostgresServer.shared().createDatabase().dataSource());
	}

}
