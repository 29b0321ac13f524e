package io.eventsourcing.autoconfigure;

class MemoryMetersTest extends MetersContract {

	@Override
	String[] store() {
		return new String[] { "eventsourcing.store=memory" };
	}

}
