package io.eventsourcing.projection.runner;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresProjectionRunnerTest extends ProjectionRunnerContract {

	@Override
	ProjectionStore open() {
		return new JdbcProjectionStore(PostgresServer.shared().createDatabase().dataSource());
	}

}
