package io.eventsourcing.projection.runner;

class MemoryRareEventTest extends RareEventContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
