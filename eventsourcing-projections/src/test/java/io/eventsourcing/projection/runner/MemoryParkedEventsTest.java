package io.eventsourcing.projection.runner;

class MemoryParkedEventsTest extends ParkedEventsContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
