package io.eventsourcing.autoconfigure;

class PostgresHealthTest extends HealthContract {

	@Override
	String[] store() {
		return Contexts.newPostgres();
	}

}
