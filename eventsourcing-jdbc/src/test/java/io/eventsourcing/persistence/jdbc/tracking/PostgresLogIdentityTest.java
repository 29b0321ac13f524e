package io.eventsourcing.persistence.jdbc.tracking;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

class PostgresLogIdentityTest extends LogIdentityContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

}
