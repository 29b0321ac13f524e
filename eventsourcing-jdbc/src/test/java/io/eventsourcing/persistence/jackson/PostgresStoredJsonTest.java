package io.eventsourcing.persistence.jackson;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.testsupport.PostgresServer;

class PostgresStoredJsonTest extends StoredJsonContract {

	@Override
	ApplicationRecorder createRecorder() {
		DataSource dataSource = PostgresServer.shared().createDatabase().dataSource();
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		return JdbcRecorder.builder(dataSource).build();
	}

}
