package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.PostgresStore;

class PostgresRebuildingTest extends RebuildingContract {

	@Override
	DataSource createDatabase() {
		return PostgresStore.empty();
	}

}
