package io.eventsourcing.projection.runner;

class H2UpcastEventsTest extends UpcastEventsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
