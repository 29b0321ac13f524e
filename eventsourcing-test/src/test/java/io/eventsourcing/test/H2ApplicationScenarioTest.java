package io.eventsourcing.test;

import java.util.UUID;

import org.h2.jdbcx.JdbcDataSource;

class H2ApplicationScenarioTest extends JdbcApplicationScenarioContract {

	private static final Store STORE = new Store(database());

	private static JdbcDataSource database() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	@Override
	Store store() {
		return STORE;
	}

}
