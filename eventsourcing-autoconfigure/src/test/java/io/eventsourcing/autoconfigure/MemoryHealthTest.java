package io.eventsourcing.autoconfigure;

class MemoryHealthTest extends HealthContract {

	@Override
	String[] store() {
		return new String[] { "eventsourcing.store=memory" };
	}

}
