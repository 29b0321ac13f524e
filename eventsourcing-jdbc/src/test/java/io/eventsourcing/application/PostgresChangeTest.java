package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.PostgresStore;

class PostgresChangeTest extends JdbcChangeContract {

	@Override
	DataSource createDatabase() {
		return PostgresStore.empty();
	}

}
