package io.eventsourcing.autoconfigure;

class PostgresRemoteLogTest extends JdbcRemoteLogContract {

	@Override
	String[] store() {
		return Contexts.newPostgres();
	}

}
