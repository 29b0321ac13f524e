package io.eventsourcing.projection.runner;

class MemoryPauseTest extends PauseContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
