package io.eventsourcing.process;

import io.eventsourcing.testsupport.PostgresServer;

class PostgresProcessTest extends ProcessContract {

	@Override
	ProcessStore open() {
		return ProcessStore.in(PostgresServer.shared().createDatabase().dataSource());
	}

}
