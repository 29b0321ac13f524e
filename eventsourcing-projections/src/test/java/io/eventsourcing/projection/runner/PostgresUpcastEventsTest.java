package io.eventsourcing.projection.runner;

class PostgresUpcastEventsTest extends UpcastEventsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
