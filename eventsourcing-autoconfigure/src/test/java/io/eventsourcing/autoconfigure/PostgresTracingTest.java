package io.eventsourcing.autoconfigure;

class PostgresTracingTest extends TracingContract {

	@Override
	String[] store() {
		return Contexts.newPostgres();
	}

}
