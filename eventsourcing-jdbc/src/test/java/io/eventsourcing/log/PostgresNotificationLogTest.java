package io.eventsourcing.log;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.testsupport.PostgresServer;

class PostgresNotificationLogTest extends NotificationLogContract {

	PostgresNotificationLogTest() {
		super(recorder(PostgresServer.shared().createDatabase().dataSource()));
	}

	private static ApplicationRecorder recorder(DataSource dataSource) {
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		return JdbcRecorder.builder(dataSource).build();
	}

}
