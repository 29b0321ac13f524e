package io.eventsourcing.autoconfigure;

class PostgresProjectionTest extends ProjectionContract {

	PostgresProjectionTest() {
		super(Contexts.newPostgres());
	}

}
