package io.eventsourcing.log;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class H2SharedReadTest extends SharedReadContract {

	private static final DataSource DATABASE = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final TestStore store = new TestStore(DATABASE);

	/** Without notifications, which could cause additional reads. */
	@Override
	ApplicationRecorder recorder() {
		return this.store.builder(this.store.dataSource()).notifications(false).build();
	}

	@Override
	PlatformTransactionManager transactionManager() {
		return new JdbcTransactionManager(this.store.dataSource());
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

}
