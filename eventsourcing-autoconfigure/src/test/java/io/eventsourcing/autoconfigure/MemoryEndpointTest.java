package io.eventsourcing.autoconfigure;

class MemoryEndpointTest extends EndpointContract {

	@Override
	String[] store() {
		return new String[] { "eventsourcing.store=memory" };
	}

	@Override
	String type() {
		return "memory";
	}

}
