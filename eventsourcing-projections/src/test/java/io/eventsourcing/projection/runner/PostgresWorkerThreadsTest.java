package io.eventsourcing.projection.runner;

class PostgresWorkerThreadsTest extends WorkerThreadsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
