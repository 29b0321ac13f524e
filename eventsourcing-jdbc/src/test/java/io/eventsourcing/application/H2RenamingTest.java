package io.eventsourcing.application;

import java.util.UUID;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.h2.jdbcx.JdbcConnectionPool;

class H2RenamingTest extends RenamingContract {

	@Override
	ApplicationRecorder createRecorder() {
		JdbcConnectionPool database = JdbcConnectionPool
			.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(database);
		return JdbcRecorder.builder(database).build();
	}

}
