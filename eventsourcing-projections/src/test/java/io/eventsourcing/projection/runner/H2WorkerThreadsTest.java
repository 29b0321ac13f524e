package io.eventsourcing.projection.runner;

class H2WorkerThreadsTest extends WorkerThreadsContract {

	@Override
	ProjectionStore open() {
		return JdbcProjectionStore.ofH2();
	}

}
