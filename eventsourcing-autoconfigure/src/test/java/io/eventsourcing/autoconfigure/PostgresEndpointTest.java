package io.eventsourcing.autoconfigure;

class PostgresEndpointTest extends EndpointContract {

	@Override
	String[] store() {
		return Contexts.newPostgres();
	}

	@Override
	String type() {
		return "jdbc";
	}

}
