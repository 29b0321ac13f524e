package io.eventsourcing.persistence.jdbc.notify;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.persistence.jdbc.TestStore;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.NotificationRecorder.Registration;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a closed {@link JdbcRecorder} leaves behind. */
class PostgresClosingTest {

	private static final TestDatabase DATABASE = PostgresServer.shared().createDatabase();

	private final Set<Thread> before = Thread.getAllStackTraces().keySet();

	private final TestStore store = new TestStore(DATABASE.dataSource());

	private final JdbcRecorder recorder = this.store.recorder();

	private final HikariDataSource pool = (HikariDataSource) this.store.dataSource();

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void noThreadIsLeft() {
		listenAndTell();
		assertThat(threads()).containsExactlyInAnyOrder("eventsourcing-listen-" + this.store.schema(),
				"eventsourcing-notify-" + this.store.schema());
		this.recorder.close();
		assertThat(threads()).isEmpty();
	}

	@Test
	void noThreadIsLeftOfFollowersThatHaveGone() {
		Registration follower = this.recorder.onAppend(() -> {
		});
		await().until(() -> this.pool.getHikariPoolMXBean().getActiveConnections() == 1);
		follower.close();
		this.recorder.close();
		assertThat(threads()).isEmpty();
	}

	@Test
	void othersAreToldOfTheLastEvents() throws Exception {
		CountDownLatch heard = new CountDownLatch(2);
		try (JdbcRecorder other = this.store.builder(this.pool).build()) {
			other.onAppend(heard::countDown);
			await().until(() -> heard.getCount() == 1);
			this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
			this.recorder.close();
			assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void noConnectionIsLent() {
		listenAndTell();
		int connections = this.pool.getHikariPoolMXBean().getTotalConnections();
		this.recorder.close();
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(this.pool.getHikariPoolMXBean().getTotalConnections()).as("none of them broken")
			.isGreaterThanOrEqualTo(connections);
	}

	@Test
	void noThreadBeginsLater() {
		this.recorder.close();
		this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
		try (Registration registration = this.recorder.onAppend(() -> {
		})) {
			assertThat(registration).isNotNull();
			assertThat(threads()).isEmpty();
		}
	}

	@Test
	void closingDoesNotWaitForAPoolWithoutConnections() {
		this.pool.close();
		this.recorder.onAppend(() -> {
		});
		this.recorder.close();
		assertThat(threads()).isEmpty();
	}

	private void listenAndTell() {
		this.recorder.onAppend(() -> {
		});
		await().until(() -> this.pool.getHikariPoolMXBean().getActiveConnections() == 1);
		this.recorder.insertEvents(Append.of(events(UUID.randomUUID(), 1, 1)));
	}

	private Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("eventsourcing-"))
			.collect(Collectors.toSet());
	}

}
