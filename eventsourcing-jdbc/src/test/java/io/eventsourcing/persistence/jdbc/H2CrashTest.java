package io.eventsourcing.persistence.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.persistence.LoadChecks;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.eventsourcing.persistence.Events.events;
import static io.eventsourcing.persistence.Events.log;
import static io.eventsourcing.persistence.Events.marked;
import static org.assertj.core.api.Assertions.assertThat;

/** What is in the files of H2 when its JVM is killed. */
class H2CrashTest {

	@TempDir
	private Path directory;

	@Test
	void whatWasReportedAsStoredSurvivesAKill() throws Exception {
		String url = "jdbc:h2:file:" + this.directory.resolve("events");
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl(url);
		String schema = "events";
		for (int kill = 1; kill <= 3; kill++) {
			try (ChildJvm program = LoadProgram.start(url, "", schema)) {
				program.awaitLines(100 * kill);
				program.kill();
				try (TestStore store = new TestStore(database, schema)) {
					List<Notification> log = log(store.recorder());
					LoadChecks.checkLog(store.recorder(), log);
					LoadProgram.check(program, log);
					long id = store.recorder()
						.insertEvents(Append.of(marked(events(UUID.randomUUID(), 1, 1), "after")));
					assertThat(id).isGreaterThan(log.get(log.size() - 1).id());
				}
			}
		}
	}

	@Test
	void idsOfLostEventsAreNotAssignedAgain() throws Exception {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:file:" + this.directory.resolve("lost"));
		Path file = this.directory.resolve("lost.mv.db");
		Path older = this.directory.resolve("older");
		long seen;
		try (TestStore store = new TestStore(database, "events")) {
			save(store);
			// without a pool, H2 closes its file after each use
			Files.copy(file, older);
			save(store);
			seen = save(store);
		}
		Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
		try (TestStore store = new TestStore(database, "events")) {
			assertThat(save(store)).isGreaterThan(seen);
		}
	}

	@Test
	void theIdsOfAnEmptyStoreBeginAtOne() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:file:" + this.directory.resolve("empty"));
		try (TestStore store = new TestStore(database, "events")) {
			assertThat(save(store)).isOne();
			assertThat(save(store)).isEqualTo(2);
		}
	}

	private static long save(TestStore store) {
		return store.recorder().insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
	}

}
