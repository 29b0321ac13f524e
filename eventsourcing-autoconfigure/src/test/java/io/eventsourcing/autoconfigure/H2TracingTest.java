package io.eventsourcing.autoconfigure;

class H2TracingTest extends TracingContract {

	@Override
	String[] store() {
		return Contexts.newH2();
	}

}
