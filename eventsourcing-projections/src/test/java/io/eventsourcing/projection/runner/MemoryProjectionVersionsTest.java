package io.eventsourcing.projection.runner;

class MemoryProjectionVersionsTest extends ProjectionVersionsContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
