package io.eventsourcing.process;

class MemoryProcessTest extends ProcessContract {

	@Override
	ProcessStore open() {
		return ProcessStore.inMemory();
	}

}
