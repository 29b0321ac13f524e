package io.eventsourcing.persistence.jdbc.transaction;

import javax.sql.DataSource;

import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;

class PostgresNestedTransactionTest extends NestedTransactionContract {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	@Override
	DataSource database() {
		return DATABASE.dataSource();
	}

}
