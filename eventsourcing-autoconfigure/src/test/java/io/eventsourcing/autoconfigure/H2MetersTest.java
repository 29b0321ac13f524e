package io.eventsourcing.autoconfigure;

class H2MetersTest extends JdbcMetersContract {

	@Override
	String[] store() {
		return Contexts.newH2();
	}

}
