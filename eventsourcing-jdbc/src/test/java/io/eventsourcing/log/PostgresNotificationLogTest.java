package io.eventsourcing.log;

import io.eventsourcing.persistence.jdbc.PostgresStore;

class PostgresNotificationLogTest extends NotificationLogContract {

	PostgresNotificationLogTest() {
		super(PostgresStore.recorder());
	}

}
