package io.eventsourcing.projection.runner;

class PostgresRareEventTest extends RareEventContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofPostgres();
	}

}
