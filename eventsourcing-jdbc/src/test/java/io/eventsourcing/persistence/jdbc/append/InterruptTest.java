package io.eventsourcing.persistence.jdbc.append;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;

import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.jdbc.VirtualThreads;
import io.eventsourcing.persistence.jdbc.WatchedDataSource;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An interrupt concerns only the thread that is interrupted. */
class InterruptTest {

	private static final String WAITING_FOR_THE_LOCK = """
			select count(*) > 0 from pg_locks where locktype = 'advisory' and not granted
			  and database = (select oid from pg_database where datname = current_database())
			""";

	@TempDir
	private Path directory;

	@Test
	void theSavesOfOthersAreNotHarmed() throws Exception {
		TestDatabase database = PostgresServer.shared().createDatabase();
		// An interrupt of a virtual thread closes its socket
		ThreadFactory threads = VirtualThreads.ifPossible();
		try (TestStore store = new TestStore(database.dataSource())) {
			WatchedDataSource watched = new WatchedDataSource(store.dataSource());
			JdbcRecorder recorder = store.builder(watched).notifications(false).build();
			WatchedDataSource.Gate gate = watched.holdNext();
			List<Caller> callers = new ArrayList<>(List.of(Caller.saves(recorder, events(UUID.randomUUID(), 1, 1))));
			gate.awaitThread();
			for (int i = 0; i < 4; i++) {
				callers.add(Caller.saves(recorder, events(UUID.randomUUID(), 1, 1), threads).queued());
			}
			store.transaction().executeWithoutResult((status) -> {
				store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				gate.close();
				JdbcTemplate observer = new JdbcTemplate(database.dataSource());
				await().until(() -> observer.queryForObject(WAITING_FOR_THE_LOCK, Boolean.class));
				callers.get(1).interrupt();
			});
			for (Caller caller : callers) {
				assertThat(caller.id()).isPositive();
			}
			assertThat(callers.get(1).wasInterrupted()).isTrue();
		}
	}

	@Test
	void anInterruptedThreadReadsAFileOfH2() {
		JdbcDataSource file = new JdbcDataSource();
		file.setUrl("jdbc:h2:file:" + this.directory.resolve("events"));
		EventSourcingSchema.named("eventsourcing").migrate(file);
		JdbcRecorder recorder = JdbcRecorder.builder(file).build();
		recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 3)));
		Thread.currentThread().interrupt();
		assertThat(log(recorder)).hasSize(3);
		assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
		assertThat(recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)))).isEqualTo(4);
	}

	/** H2's other implementation of files is not affected by interrupts. */
	@Test
	void anInterruptDoesNotCloseAnAsynchronousFileOfH2() throws Exception {
		JdbcDataSource file = new JdbcDataSource();
		file.setUrl("jdbc:h2:async:" + this.directory.resolve("events"));
		try (TestStore store = new TestStore(file)) {
			for (int i = 1; i <= 50; i++) {
				Caller caller = Caller.saves(store.recorder(), events(UUID.randomUUID(), 1, 20)).interrupt();
				store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
				caller.id();
				assertThat(store.recorder().maxNotificationId()).isEqualTo(21 * i);
			}
		}
	}

}
