package io.eventsourcing.projection.jdbc;

import java.util.UUID;

import io.eventsourcing.testsupport.TestDatabase;

class H2JdbcBatchTest extends JdbcBatchContract {

	H2JdbcBatchTest() {
		super(new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
	}

}
