package io.eventsourcing.autoconfigure;

class H2EndpointTest extends EndpointContract {

	@Override
	String[] store() {
		return Contexts.newH2();
	}

	@Override
	String type() {
		return "jdbc";
	}

}
