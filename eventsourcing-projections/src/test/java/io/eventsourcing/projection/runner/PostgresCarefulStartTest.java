package io.eventsourcing.projection.runner;

class PostgresCarefulStartTest extends CarefulStartContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
