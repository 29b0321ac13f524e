package io.eventsourcing.projection.runner;

class H2ProjectionVersionsTest extends ProjectionVersionsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
