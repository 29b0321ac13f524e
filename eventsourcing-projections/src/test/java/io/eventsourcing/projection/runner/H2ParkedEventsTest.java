package io.eventsourcing.projection.runner;

class H2ParkedEventsTest extends ParkedEventsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
