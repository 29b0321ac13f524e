package io.eventsourcing.log;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterEach;

class PostgresNotificationPagesTest extends NotificationPagesContract {

	private static final DataSource DATABASE = PostgresServer.shared().createDatabase().dataSource();

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
