package io.eventsourcing.projection.runner;

class H2ParkedEventsTest extends JdbcParkedEventsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
