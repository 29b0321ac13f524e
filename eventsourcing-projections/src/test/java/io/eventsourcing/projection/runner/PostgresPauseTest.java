package io.eventsourcing.projection.runner;

class PostgresPauseTest extends PauseContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
