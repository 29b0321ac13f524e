package io.eventsourcing.process;

class H2ProcessTest extends ProcessContract {

	@Override
	ProcessStore open() {
		return ProcessStore.ofH2();
	}

}
