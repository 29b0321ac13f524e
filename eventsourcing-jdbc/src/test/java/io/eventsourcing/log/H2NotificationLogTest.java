package io.eventsourcing.log;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.h2.jdbcx.JdbcConnectionPool;

class H2NotificationLogTest extends NotificationLogContract {

	H2NotificationLogTest() {
		super(recorder(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")));
	}

	private static ApplicationRecorder recorder(DataSource dataSource) {
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(dataSource);
		return JdbcRecorder.builder(dataSource).build();
	}

}
