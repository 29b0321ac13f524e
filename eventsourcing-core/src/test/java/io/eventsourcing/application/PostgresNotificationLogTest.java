package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Recorder;
import io.eventsourcing.persistence.jdbc.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.testsupport.PostgresServer;

class PostgresNotificationLogTest extends NotificationLogContract {

	PostgresNotificationLogTest() {
		super(recorder(PostgresServer.shared().createDatabase().dataSource()));
	}

	private static Recorder recorder(DataSource dataSource) {
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		return JdbcRecorder.builder(dataSource).build();
	}

}
