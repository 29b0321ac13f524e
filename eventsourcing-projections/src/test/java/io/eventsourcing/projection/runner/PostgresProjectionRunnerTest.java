package io.eventsourcing.projection.runner;

class PostgresProjectionRunnerTest extends ProjectionRunnerContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
