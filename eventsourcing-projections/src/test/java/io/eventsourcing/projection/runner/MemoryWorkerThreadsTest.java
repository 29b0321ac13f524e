package io.eventsourcing.projection.runner;

class MemoryWorkerThreadsTest extends WorkerThreadsContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
