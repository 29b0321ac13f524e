package io.eventsourcing.projection.runner;

class MemoryStuckHandlerTest extends StuckHandlerContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
