package io.eventsourcing.persistence.jdbc;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.Events;
import io.eventsourcing.persistence.Load;
import io.eventsourcing.persistence.LoadChecks;
import io.eventsourcing.persistence.LogFollower;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens in the middle of a load, to the server or to one of its clients. */
class PostgresCrashTest {

	private static final String TERMINATE_ALL = """
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid()
			""";

	private static final Set<String> OUTCOMES = Set.of("stored", "rolled back", "failed to load",
			"RecordConflictException", "AppendLockTimeoutException", "SaveOutcomeUnknownException",
			"StoreUnavailableException", "CannotCreateTransactionException", "DataAccessResourceFailureException",
			"TransactionSystemException", "TransientDataAccessResourceException");

	private static PostgresServer server;

	private static TestDatabase database;

	private TestStore store;

	private HikariDataSource otherPool;

	private JdbcRecorder other;

	private List<LogFollower> followers;

	@BeforeAll
	static void startServer() {
		Logger.getLogger("io.eventsourcing.persistence.jdbc.notify").setLevel(Level.OFF);
		server = PostgresServer.startPrivate();
		database = server.createDatabase();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void open() {
		this.store = new TestStore(database.dataSource());
		this.otherPool = TestStore.pool(database.dataSource(), true);
		this.other = this.store.builder(this.otherPool).build();
		this.followers = List.of(LogFollower.reading(this.store.recorder(), 1),
				LogFollower.subscribed(this.store.recorder(), 1000), LogFollower.reading(this.other, 2),
				LogFollower.subscribed(this.other, 1000));
	}

	@AfterEach
	void close() {
		this.followers.forEach(LogFollower::stop);
		this.other.close();
		this.otherPool.close();
		this.store.close();
	}

	private Load startLoad() {
		return new Load(this.store.recorder(), this.store.waysToSave(), this.store.schema()).start(8);
	}

	private void assertThatFollowersHaveSeen(List<Notification> log) {
		long last = log.get(log.size() - 1).id();
		assertThat(this.followers).allSatisfy((each) -> assertThat(each.seenUpTo(last)).isEqualTo(log));
	}

	@Test
	void theServerCrashes() throws Exception {
		Load load = startLoad();
		for (int crash = 0; crash < 3; crash++) {
			load.awaitProgress();
			server.crash();
			server.restart();
		}
		load.awaitProgress();
		load.stop();
		assertThatFollowersHaveSeen(LoadChecks.check(this.store.recorder(), load));
		assertThat(load.outcomes()).containsKey("SaveOutcomeUnknownException");
		assertThat(load.outcomes().keySet()).isSubsetOf(OUTCOMES);
	}

	/** The pool takes connections that were used within half a second for alive. */
	@Test
	void readsDoNotFailBecauseIdleConnectionsHaveDied() throws Exception {
		List<StoredEvent> events = events(UUID.randomUUID(), 1, 3);
		for (int round = 0; round < 5; round++) {
			if (round == 0) {
				this.store.recorder().insertEvents(Append.of(events));
			}
			useAllConnections();
			database.dataSource().getConnection().createStatement().execute(TERMINATE_ALL);
			switch (round) {
				case 0 ->
					assertThat(Events.stream(this.store.recorder(), events.get(0).originatorId())).isEqualTo(events);
				case 1 -> assertThat(Events.areStored(this.store.recorder(), events)).isTrue();
				case 2 -> assertThat(this.store.recorder().maxNotificationId()).isEqualTo(3);
				case 3 ->
					assertThat(Events.areStored(this.store.recorder(), events(UUID.randomUUID(), 1, 1))).isFalse();
				default -> assertThat(Events.log(this.store.recorder())).hasSize(3);
			}
		}
	}

	private void useAllConnections() throws Exception {
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			connections.add(this.store.dataSource().getConnection());
		}
		for (Connection connection : connections) {
			connection.close();
		}
	}

	@Test
	void allConnectionsAreTerminated() throws Exception {
		Load load = startLoad();
		for (int i = 0; i < 10; i++) {
			load.awaitProgress();
			database.dataSource().getConnection().createStatement().execute(TERMINATE_ALL);
		}
		load.awaitProgress();
		load.stop();
		assertThatFollowersHaveSeen(LoadChecks.check(this.store.recorder(), load));
		assertThat(load.outcomes()).containsKey("SaveOutcomeUnknownException");
		assertThat(load.outcomes().keySet()).isSubsetOf(OUTCOMES);
	}

	@Test
	void oneOfSeveralProcessesIsKilled() throws Exception {
		try (ChildJvm killed = startProgram(); ChildJvm survivor = startProgram()) {
			killed.awaitLines(1);
			survivor.awaitLines(1);
			Load load = startLoad();
			load.awaitProgress();
			killed.awaitLines(killed.lines().size() + 50);
			killed.kill();
			survivor.awaitLines(survivor.lines().size() + 50);
			load.awaitProgress();
			load.stop();
			survivor.end();
			List<Notification> log = Events.log(this.store.recorder());
			LoadChecks.checkLog(this.store.recorder(), log);
			assertThatFollowersHaveSeen(log);
			LoadProgram.check(killed, log);
			LoadProgram.check(survivor, log);
			assertThat(log).containsAll(load.stored().values());
		}
	}

	private ChildJvm startProgram() {
		return LoadProgram.start(database.jdbcUrl(), database.username(), this.store.schema());
	}

}
