package io.eventsourcing.projection.runner;

class PostgresProjectionVersionsTest extends ProjectionVersionsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
