package io.eventsourcing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.fixtures.dogs.Dog;
import io.eventsourcing.fixtures.dogs.DogSchool;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.testsupport.KilledProcesses;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A follower of a remote log that is killed at any moment handles each event exactly
 * once.
 */
class PostgresFollowerCrashTest {

	private static final Duration SOON = Duration.ofMinutes(1);

	private static final int KILLS = 4;

	private static final int AHEAD = 400;

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	private final HikariDataSource pool = new HikariDataSource();

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	@BeforeEach
	void openPool() {
		this.pool.setDataSource(this.database.dataSource());
		this.pool.setMinimumIdle(0);
	}

	@AfterEach
	void closePool() {
		this.pool.close();
	}

	@Test
	void aFollowerThatIsKilledHandlesEachEventOnce() throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		try (ConfigurableApplicationContext server = StartUp.of(RemoteRecorderTest.Protected.class)
			.onWeb()
			.with("eventsourcing.base-packages=" + Dog.class.getPackageName(), "eventsourcing.web.log.enabled=true")
			.with(Contexts.newPostgres())
			.run()) {
			DogSchool school = server.getBean(DogSchool.class);
			CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(school, ended));
			String url = Http.of(server).base() + "/eventsourcing/log";
			try (KilledProcesses followers = new KilledProcesses(1, () -> startFollower(url))) {
				followers.kill(KILLS, this::awaitProgress);
				ended.set(true);
				writing.join();
				List<Long> expected = school.notificationLog()
					.select(1, Integer.MAX_VALUE)
					.stream()
					.filter((each) -> each.topic().equals("Dog.TrickAdded"))
					.map(Notification::id)
					.toList();
				await().atMost(SOON).until(() -> handled().size() >= expected.size());
				assertThat(handled()).isEqualTo(expected);
			}
		}
		finally {
			ended.set(true);
		}
	}

	private Process startFollower(String url) {
		return FollowerProgram.start(url, Contexts.urlOf(this.database));
	}

	/**
	 * Keeps a little ahead of the follower, which therefore always has events to handle.
	 */
	private void write(DogSchool school, AtomicBoolean ended) {
		for (int written = 1; !ended.get(); written++) {
			school.addTrick(school.registerDog("Fido"), "sit");
			int enough = written - AHEAD;
			if (written % 100 == 0) {
				await().atMost(SOON).ignoreExceptions().until(() -> ended.get() || handled().size() >= enough);
			}
		}
	}

	private void awaitProgress() {
		int before = await().atMost(SOON).ignoreExceptions().until(() -> handled().size(), (count) -> true);
		await().atMost(SOON).ignoreExceptions().until(() -> handled().size() > before + 50);
	}

	private List<Long> handled() {
		return this.jdbc.sql("select id from elsewhere order by id").query(Long.class).list();
	}

}
