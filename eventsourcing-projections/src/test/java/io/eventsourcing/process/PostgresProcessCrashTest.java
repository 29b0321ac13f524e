package io.eventsourcing.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.StoreDatabases;
import io.eventsourcing.testsupport.KilledProcesses;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each event has led to its events exactly once, whenever a process is killed. With the
 * system property {@code stress}, a duration such as {@code PT30M}, processes are killed
 * for that long.
 */
@Timeout(value = 45, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresProcessCrashTest {

	private static final Duration SOON = Duration.ofMinutes(1);

	private static final int KILLS = 2;

	/** The number of outstanding events above which the writer waits. */
	private static final int BACKLOG = 1000;

	/** The events that name their cause, and how often they were saved for it. */
	private static final String REPEATED = """
			select metadata::jsonb ->> 'causationId', count(*)
			from eventsourcing.stored_events
			where event_type = 'Incremented'
			group by 1
			having count(*) <> 2
			""";

	private static final String COUNT = "select count(*) from eventsourcing.stored_events where event_type = ?";

	private final TestDatabase database = StoreDatabases.postgres();

	private final HikariDataSource pool = new HikariDataSource();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.pool);

	private final AtomicBoolean ended = new AtomicBoolean();

	private ProcessStore store;

	private KilledProcesses processes;

	private Thread writer;

	@BeforeEach
	void startWriting() {
		this.pool.setDataSource(this.database.dataSource());
		this.pool.setMinimumIdle(0);
		this.store = ProcessStore.in(this.database.dataSource());
		this.processes = new KilledProcesses(2, () -> CountersProgram.start(this.database));
		this.writer = new Thread(this::write);
		this.writer.start();
	}

	/** Saves as fast as the processes follow, however slow the machine is. */
	private void write() {
		int count = 0;
		while (!this.ended.get()) {
			if (count % 20 == 0 && 2 * count("TrickAdded") - count("Incremented") > BACKLOG) {
				pause(100);
				continue;
			}
			Dog dog = new Dog("Fido");
			dog.addTrick("trick " + count++ % 50);
			dog.addTrick("sit");
			this.store.infrastructure().repository().save(dog);
			pause(10);
		}
	}

	private static void pause(int millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterEach
	void close() throws InterruptedException {
		this.ended.set(true);
		this.writer.join();
		this.processes.close();
		this.store.close();
		this.pool.close();
	}

	@Test
	void processesThatAreKilledAtAnyMomentLoseAndRepeatNothing() throws Exception {
		this.processes.kill(KILLS, this::awaitProgress);
		verify();
		if (KilledProcesses.isStress()) {
			System.out.printf("%d events, %d kills, all counts exact%n", count("TrickAdded"), this.processes.kills());
		}
	}

	private long count(String eventType) {
		Long count = this.jdbc.queryForObject(COUNT, Long.class, eventType);
		return (count != null) ? count : 0;
	}

	private void awaitProgress() {
		long before = count("Incremented");
		await().atMost(SOON).until(() -> count("Incremented") > before + 40);
	}

	private long position(String name) {
		return this.store.infrastructure()
			.consumers()
			.tracking()
			.find(ConsumerId.ofOwnLog(name))
			.orElseThrow()
			.position()
			.notificationId();
	}

	private void verify() throws InterruptedException {
		this.ended.set(true);
		this.writer.join();
		Long last = this.jdbc.queryForObject(
				"select max(notification_id) from eventsourcing.stored_events where event_type = 'TrickAdded'",
				Long.class);
		await().atMost(SOON)
			.until(() -> CountersProgram.NAMES.stream().allMatch((name) -> last != null && position(name) >= last));
		assertThat(this.jdbc.queryForList(REPEATED)).isEmpty();
		assertThat(count("Incremented")).isEqualTo(2 * count("TrickAdded"));
		for (String name : CountersProgram.NAMES) {
			assertThat(this.store.infrastructure().consumers().parkedEvents().find(ConsumerId.ofOwnLog(name)))
				.isEmpty();
		}
	}

}
