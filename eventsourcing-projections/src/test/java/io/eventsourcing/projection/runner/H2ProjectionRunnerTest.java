package io.eventsourcing.projection.runner;

import java.util.UUID;

import org.h2.jdbcx.JdbcDataSource;

class H2ProjectionRunnerTest extends ProjectionRunnerContract {

	@Override
	ProjectionStore open() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return new JdbcProjectionStore(database);
	}

}
