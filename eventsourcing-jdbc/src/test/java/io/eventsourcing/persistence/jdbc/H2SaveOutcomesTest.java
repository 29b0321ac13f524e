package io.eventsourcing.persistence.jdbc;

import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import static org.awaitility.Awaitility.await;

class H2SaveOutcomesTest extends SaveOutcomesContract {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@Override
	DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl(this.url);
		return dataSource;
	}

	/** The lock of the JVM is the only thing for which it waits. */
	@Override
	void awaitWaiting(TestStore store, Thread waiting) {
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
	}

}
