package io.eventsourcing.autoconfigure;

class PostgresJpaProjectionTest extends JpaProjectionContract {

	PostgresJpaProjectionTest() {
		super(Contexts.newPostgres());
	}

}
