package io.eventsourcing.autoconfigure;

class PostgresPositionHeaderTest extends PositionHeaderContract {

	PostgresPositionHeaderTest() {
		super(Contexts.newPostgres());
	}

}
