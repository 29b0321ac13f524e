package io.eventsourcing.autoconfigure;

class PostgresFollowerTest extends FollowerContract {

	@Override
	String[] newDatabase() {
		return Contexts.newPostgres();
	}

}
