package io.eventsourcing.projection.runner;

class MemoryUpcastEventsTest extends UpcastEventsContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
