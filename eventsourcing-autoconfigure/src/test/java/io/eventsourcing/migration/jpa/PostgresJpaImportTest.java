package io.eventsourcing.migration.jpa;

import io.eventsourcing.migration.Program;
import io.eventsourcing.testsupport.PostgresServer;

class PostgresJpaImportTest extends JpaImportContract {

	PostgresJpaImportTest() {
		super(Program.on(PostgresServer.shared().createDatabase(), Beans.class), "PostgreSQL");
	}

}
