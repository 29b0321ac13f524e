package io.eventsourcing.persistence.jackson;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.h2.jdbcx.JdbcConnectionPool;

class H2StoredJsonTest extends StoredJsonContract {

	@Override
	ApplicationRecorder createRecorder() {
		DataSource dataSource = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
				"sa", "");
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		return JdbcRecorder.builder(dataSource).build();
	}

}
