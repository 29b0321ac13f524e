package io.eventsourcing.application;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.testsupport.PostgresServer;

class PostgresRenamingTest extends RenamingContract {

	@Override
	ApplicationRecorder createRecorder() {
		DataSource database = PostgresServer.shared().createDatabase().dataSource();
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(database);
		return JdbcRecorder.builder(database).build();
	}

}
