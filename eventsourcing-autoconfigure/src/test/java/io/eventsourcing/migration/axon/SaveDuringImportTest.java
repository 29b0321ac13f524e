package io.eventsourcing.migration.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.eventsourcing.application.EventSubscription;
import io.eventsourcing.migration.Program;
import io.eventsourcing.migration.axon.AxonImportTest.DogSchool;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** That an import keeps the order of the log even while the application saves. */
class SaveDuringImportTest {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final TestDatabase database = PostgresServer.shared().createDatabase();

	@Test
	void aSaveWaitsForTheImportAndFollowersMissNothing() throws SQLException {
		AxonStore axon = new AxonStore(this.database, AxonTables.AXON_4_BYTEA);
		axon.insertDogs();
		axon.prepare();
		try (ConfigurableApplicationContext context = Program.on(this.database, AxonImportTest.Beans.class)
			.start("eventsourcing.jdbc.network-timeout=1m");
				EventSubscription follower = context.getBean(DogSchool.class).subscribe(0);
				Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			String[] parts = AxonStore.PAGE.sql("begin").split("commit;");
			statement.execute(parts[0]);
			Dog bella = new Dog("Bella");
			CompletableFuture<Void> save = CompletableFuture
				.runAsync(() -> context.getBean(DogSchool.class).save(bella));
			await().atMost(LIMIT).until(() -> isSomebodyWaiting(axon));
			assertThat(save).isNotDone();
			statement.execute("commit");
			save.join();
			List<Recording> events = follower.stream().limit(6).toList();
			assertThat(events).extracting(Recording::notificationId).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
			assertThat(events).extracting((recording) -> recording.event().originatorId())
				.contains(AxonStore.FIDO, AxonStore.REX)
				.endsWith(bella.id());
		}
	}

	@Test
	void anImportWaitsForASaveThatHasBegun() {
		AxonStore axon = new AxonStore(this.database, AxonTables.AXON_4_BYTEA);
		axon.insertDogs();
		axon.prepare();
		try (ConfigurableApplicationContext context = Program.on(this.database, AxonImportTest.Beans.class).start()) {
			DogSchool school = context.getBean(DogSchool.class);
			Dog bella = new Dog("Bella");
			CompletableFuture<Void> importing = context.getBean(TransactionTemplate.class).execute((status) -> {
				school.save(bella);
				CompletableFuture<Void> started = CompletableFuture.runAsync(axon::importEvents);
				await().atMost(LIMIT).until(() -> isSomebodyWaiting(axon));
				return started;
			});
			importing.join();
			assertThat(school.notificationLog().select(1, 10)).hasSize(6)
				.first()
				.satisfies((first) -> assertThat(first.event().originatorId()).isEqualTo(bella.id()));
		}
	}

	private static boolean isSomebodyWaiting(AxonStore axon) {
		return Boolean.TRUE.equals(axon.jdbc.queryForObject("""
				select exists (
				  select from pg_locks where relation = 'eventsourcing.stored_events'::regclass and not granted)
				""", Boolean.class));
	}

}
