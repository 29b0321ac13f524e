package io.eventsourcing.autoconfigure;

class PostgresJpaTest extends JpaContract {

	PostgresJpaTest() {
		super(Contexts.newPostgres());
	}

}
