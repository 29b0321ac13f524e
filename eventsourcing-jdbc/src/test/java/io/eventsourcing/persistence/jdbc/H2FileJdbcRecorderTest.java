package io.eventsourcing.persistence.jdbc;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;

class H2FileJdbcRecorderTest extends JdbcRecorderContract {

	@TempDir
	private Path directory;

	@Override
	DataSource database() {
		return database("events");
	}

	private DataSource database(String name) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:file:" + this.directory.resolve(name));
		return dataSource;
	}

	@Test
	void whatIsStoredSurvivesAHardStopAndItsIdsAreNotUsedAgain() {
		DataSource database = database("crash");
		EventSourcingSchema.named("eventsourcing").migrate(database);
		for (int i = 0; i < 5; i++) {
			UUID fido = UUID.randomUUID();
			long id = JdbcRecorder.builder(database).build().insertEvents(Append.of(events(fido, 1, 40)));
			new JdbcTemplate(database).execute("shutdown immediately");
			List<Notification> log = log(JdbcRecorder.builder(database).build());
			assertThat(log).hasSize((i + 1) * 40);
			assertThat(log.get(i * 40)).isEqualTo(new Notification(id, events(fido, 1, 1).get(0)));
			assertThat(log).extracting(Notification::id).isSorted().doesNotHaveDuplicates();
		}
	}

}
