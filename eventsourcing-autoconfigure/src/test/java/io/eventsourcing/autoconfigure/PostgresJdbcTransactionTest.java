package io.eventsourcing.autoconfigure;

class PostgresJdbcTransactionTest extends JdbcTransactionContract {

	PostgresJdbcTransactionTest() {
		super(Contexts.newPostgres());
	}

}
