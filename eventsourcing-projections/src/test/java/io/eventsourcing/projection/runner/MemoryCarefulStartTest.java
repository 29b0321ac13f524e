package io.eventsourcing.projection.runner;

class MemoryCarefulStartTest extends CarefulStartContract {

	@Override
	ProjectionStore open() {
		return new MemoryProjectionStore();
	}

}
