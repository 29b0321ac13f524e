package io.eventsourcing.persistence.jdbc.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.exception.SaveOutcomeUnknownException;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class H2BadInputTest extends BadInputContract {

	private final String name = "mem:" + UUID.randomUUID();

	@TempDir
	private Path directory;

	@Override
	DataSource database() {
		return database(this.name);
	}

	private static JdbcDataSource database(String name) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:" + name);
		return dataSource;
	}

	@Override
	DataSource readingRole(TestStore store) {
		store.jdbc().execute("create user reader password ''");
		store.jdbc().execute("grant select on schema \"%s\" to reader".formatted(store.schema()));
		JdbcDataSource dataSource = database(this.name);
		dataSource.setUser("reader");
		return dataSource;
	}

	@Test
	void aReadOnlyDatabaseIsRead() {
		String url = "file:" + this.directory.resolve("events");
		try (TestStore file = new TestStore(database(url), "events")) {
			file.recorder().insertEvents(Append.of(events(this.fido, 1, 2)));
		}
		JdbcRecorder recorder = JdbcRecorder.builder(database(url + ";ACCESS_MODE_DATA=r")).schema("events").build();
		assertNotWritable(recorder, "the database is read-only", "open the database for writing");
		assertThat(log(recorder)).hasSize(2);
	}

	@Test
	void aRowThatIsMissingIsNotTakenForALock() {
		JdbcTemplate jdbc = store().jdbc();
		jdbc.execute("delete from \"%s\".append_lock".formatted(store().schema()));
		assertNotWritable(store().recorder(), "row of its table append_lock is missing", "insert into append_lock");
		jdbc.execute("insert into \"%s\".append_lock values (1)".formatted(store().schema()));
	}

	/**
	 * H2 closes a database whose file it cannot write to. The connections of the pool
	 * keep it closed, even when there is space again, until the pool is closed.
	 */
	@Test
	void aFullDiskClosesTheDatabaseUntilTheApplicationIsRestarted() {
		DataSource database = limitedDatabase();
		List<StoredEvent> unknown = events(this.fido, 3, 4);
		try (HikariDataSource pool = TestStore.pool(database, true)) {
			JdbcRecorder recorder = recorder(pool);
			recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
			whileFull(() -> {
				assertThatExceptionOfType(SaveOutcomeUnknownException.class)
					.isThrownBy(() -> recorder.insertEvents(Append.of(unknown)));
				assertClosed(recorder);
			});
			assertClosed(recorder);
		}
		try (HikariDataSource pool = TestStore.pool(database, true)) {
			JdbcRecorder recorder = recorder(pool);
			if (!Events.areStored(recorder, unknown)) {
				recorder.insertEvents(Append.of(unknown));
			}
			assertThat(log(recorder)).extracting(Notification::event).isEqualTo(events(this.fido, 1, 4));
		}
	}

	private static void assertClosed(JdbcRecorder recorder) {
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1))))
			.withMessageContaining("The database has been closed");
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> recorder.maxNotificationId())
			.withMessageContaining("The database has been closed");
	}

	@Test
	void withoutAPoolAFullDiskIsOverWhenThereIsSpace() {
		JdbcRecorder recorder = recorder(limitedDatabase());
		recorder.insertEvents(Append.of(events(this.fido, 1, 2)));
		List<StoredEvent> save = events(this.fido, 3, 4);
		whileFull(() -> assertThatThrownBy(() -> recorder.insertEvents(Append.of(save)))
			.isInstanceOfAny(DataAccessException.class, SaveOutcomeUnknownException.class)
			.hasStackTraceContaining("No space left on device"));
		assertThat(Events.areStored(recorder, save)).isFalse();
		recorder.insertEvents(Append.of(save));
		assertThat(log(recorder)).extracting(Notification::event).isEqualTo(events(this.fido, 1, 4));
	}

	private DataSource limitedDatabase() {
		FilePath.register(new LimitedDisk());
		return database(LimitedDisk.SCHEME + ":" + this.directory.resolve("full"));
	}

	private static JdbcRecorder recorder(DataSource database) {
		EventSourcingSchema.named("events").migrate(database);
		return JdbcRecorder.builder(database).schema("events").build();
	}

	private static void whileFull(Runnable work) {
		LimitedDisk.full = true;
		try {
			work.run();
		}
		finally {
			LimitedDisk.full = false;
		}
	}

}
