package io.eventsourcing.projection.runner;

class H2PauseTest extends PauseContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
