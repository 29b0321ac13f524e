package io.eventsourcing.log;

import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Ids that are larger than an {@code int}. */
class LongLogTest {

	private final DataSource dataSource = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	@Test
	void sectionsHaveIdsOfAnySize() {
		EventSourcingSchema.named(EventSourcingSchema.DEFAULT_NAME).migrate(this.dataSource);
		new JdbcTemplate(this.dataSource)
			.execute("alter sequence \"eventsourcing\".notification_ids restart with 3000000000");
		JdbcRecorder recorder = JdbcRecorder.builder(this.dataSource).build();
		recorder.insertEvents(Append.of(Events.events(UUID.randomUUID(), 1, 2)));
		NotificationLog log = NotificationLog.of(recorder);
		assertThat(log.section("3000000000,3000000000").items()).hasSize(1);
		assertThat(log.section("1,999999999999999999").id()).isEqualTo("3000000000,3000000001");
	}

}
