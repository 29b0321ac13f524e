package io.eventsourcing.projection.runner;

class H2StuckHandlerTest extends StuckHandlerContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
