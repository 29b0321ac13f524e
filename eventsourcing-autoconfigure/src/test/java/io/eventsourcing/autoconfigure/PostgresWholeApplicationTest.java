package io.eventsourcing.autoconfigure;

class PostgresWholeApplicationTest extends WholeApplicationContract {

	PostgresWholeApplicationTest() {
		super(Contexts.newPostgres());
	}

}
