package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.PostgresStore;

class PostgresApplicationTest extends JdbcApplicationContract {

	@Override
	DataSource createDatabase() {
		return PostgresStore.empty();
	}

}
