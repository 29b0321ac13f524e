package io.eventsourcing.projection.runner;

class H2ProjectionRunnerTest extends ProjectionRunnerContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
