package io.eventsourcing.autoconfigure;

class PostgresAwaitProjectionTest extends AwaitProjectionContract {

	PostgresAwaitProjectionTest() {
		super(Contexts.newPostgres());
	}

}
