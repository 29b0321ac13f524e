package io.eventsourcing.projection.runner;

class H2CarefulStartTest extends CarefulStartContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
