package io.eventsourcing.persistence.jdbc;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The store works whatever dialect an H2 database imitates. */
class H2ModesTest {

	private static final String SCHEMA = "Events of 'dogs'";

	private final UUID fido = UUID.randomUUID();

	private final UUID rex = UUID.randomUUID();

	@ParameterizedTest
	@ValueSource(strings = { "MODE=REGULAR", "MODE=STRICT", "MODE=LEGACY", "MODE=DB2", "MODE=Derby", "MODE=MariaDB",
			"MODE=MySQL", "MODE=HSQLDB", "MODE=MSSQLServer", "MODE=Oracle", "MODE=PostgreSQL",
			"MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "DATABASE_TO_UPPER=FALSE",
			"DATABASE_TO_LOWER=TRUE", "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
			"DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", "NON_KEYWORDS=VALUE,KEY" })
	void savesAndReads(String settings) {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;" + settings);
		EventSourcingSchema schema = EventSourcingSchema.named(SCHEMA);
		schema.migrate(database);
		try (TestStore store = new TestStore(database, SCHEMA)) {
			JdbcRecorder recorder = store.recorder();
			List<StoredEvent> events = events(this.fido, 1, 3);
			assertThat(recorder.insertEvents(Append.of(events))).isOne();
			assertThat(recorder.insertEvents(Append.of(events(this.rex, 1, 1)))).isEqualTo(4);
			assertThatExceptionOfType(RecordConflictException.class)
				.isThrownBy(() -> recorder.insertEvents(Append.of(events(this.fido, 3, 3))));
			store.transaction().executeWithoutResult((status) -> {
				recorder.insertEvents(Append.of(events(this.rex, 2, 2)));
				status.setRollbackOnly();
			});
			assertThat(Events.areStored(recorder, events)).isTrue();
			assertThat(stream(recorder, this.fido)).isEqualTo(events);
			assertThat(log(recorder)).hasSize(4);
			assertThat(recorder.selectNotifications(
					NotificationQuery.after(0, 10).topics(Set.of(Events.events(this.rex, 1, 1).get(0).topic()))))
				.isNotEmpty();
			assertThat(recorder.maxNotificationId()).isEqualTo(4);
			// once more, as at the next start
			schema.migrate(database);
		}
	}

}
