package io.eventsourcing.log;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class H2NotificationPagesTest extends NotificationPagesContract {

	private static final DataSource DATABASE = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final TestStore store = new TestStore(DATABASE);

	/** Without notifications, which could cause additional reads. */
	@Override
	ApplicationRecorder recorder() {
		return this.store.builder(this.store.dataSource()).notifications(false).build();
	}

	@Override
	void fill(int count) {
		this.store.fill(count);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

}
