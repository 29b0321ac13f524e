package io.eventsourcing.projection.jdbc;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresJdbcBatchTest extends JdbcBatchContract {

	PostgresJdbcBatchTest() {
		super(PostgresServer.shared().createDatabase());
	}

}
