package io.eventsourcing.projection.runner;

class H2RareEventTest extends RareEventContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
