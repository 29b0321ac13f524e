package io.eventsourcing.projection.runner;

class MemoryProjectionRunnerTest extends ProjectionRunnerContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
