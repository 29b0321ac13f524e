package io.eventsourcing.autoconfigure;

class H2HealthTest extends HealthContract {

	@Override
	String[] store() {
		return Contexts.newH2();
	}

}
