package io.eventsourcing.process;

import io.eventsourcing.projection.StoreDatabases;

class PostgresProcessTest extends ProcessContract {

	@Override
	ProcessStore open() {
		return ProcessStore.in(StoreDatabases.postgres().dataSource());
	}

}
