package io.eventsourcing.autoconfigure;

class PostgresMetersTest extends JdbcMetersContract {

	@Override
	String[] store() {
		return Contexts.newPostgres();
	}

}
