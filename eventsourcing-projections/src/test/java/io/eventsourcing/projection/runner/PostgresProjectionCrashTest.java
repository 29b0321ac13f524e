package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.StoreDatabases;
import io.eventsourcing.testsupport.KilledProcesses;
import io.eventsourcing.testsupport.PostgresServer;
import io.eventsourcing.testsupport.Signals;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each event is handled exactly once, whatever happens to the processes and to the
 * server. With the system property {@code stress}, a duration such as {@code PT30M},
 * processes are killed for that long.
 */
@Timeout(value = 45, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresProjectionCrashTest {

	private static final Duration SOON = Duration.ofMinutes(1);

	private static final int KILLS = 2;

	/** The maximum distance between the head of the log and a projection. */
	private static final int BACKLOG = 5_000;

	private static final Duration OUTAGE = KilledProcesses.isStress() ? Duration.ofMinutes(2)
			: RunnerProgram.CONNECTION_TIMEOUT.multipliedBy(5);

	private final PostgresServer server = PostgresServer.startPrivate();

	private final TestDatabase database = this.server.createDatabase();

	private final List<Process> processes = new ArrayList<>();

	private final AtomicInteger saved = new AtomicInteger();

	private final AtomicInteger failedSaves = new AtomicInteger();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final List<Thread> writers = new ArrayList<>();

	private JdbcProjectionStore store;

	@BeforeEach
	void startWriting() {
		StoreDatabases.createTables(this.database.dataSource());
		this.store = new JdbcProjectionStore(this.database.dataSource(), EventSourcingSchema.DEFAULT_NAME,
				RunnerProgram.HANDLER_TIMEOUT);
		this.store.connectionTimeout(RunnerProgram.CONNECTION_TIMEOUT);
		for (int i = 0; i < 3; i++) {
			Thread writer = new Thread(this::write);
			this.writers.add(writer);
			writer.start();
		}
	}

	private void write() {
		while (!this.ended.get()) {
			Dog dog = new Dog("Fido");
			dog.addTrick("sit");
			dog.addTrick("beg");
			try {
				if (isFarAhead()) {
					pause();
					continue;
				}
				this.store.save(dog);
				this.saved.addAndGet(2);
				TimeUnit.MILLISECONDS.sleep(15);
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (RuntimeException ex) {
				// the server was just killed; what is in the log is counted at the end
				this.failedSaves.incrementAndGet();
				pause();
			}
		}
	}

	/** Lets the projections follow, however slow the machine is. */
	private boolean isFarAhead() {
		return this.saved.get() % 100 == 0 && this.store.log().maxId() > BACKLOG
				+ RunnerProgram.NAMES.stream().mapToLong(this::position).min().orElse(0);
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@AfterEach
	void close() {
		this.ended.set(true);
		this.processes.forEach(Process::destroyForcibly);
		this.store.close();
		this.server.close();
	}

	private Process startProcess() {
		Process process = RunnerProgram.start(this.database);
		this.processes.add(process);
		return process;
	}

	@Test
	void processesThatAreKilledAtAnyMomentLoseAndRepeatNothing() throws Exception {
		KilledProcesses killed = new KilledProcesses(2, this::startProcess);
		killed.kill(KILLS, this::awaitProgress);
		verify();
		if (KilledProcesses.isStress()) {
			System.out.printf("%d events, %d kills, %d changes of owners, all counts exact%n", this.saved.get(),
					killed.kills(), consumers().stream().mapToLong((each) -> each.position().epoch()).sum());
		}
	}

	@Test
	void aProcessThatIsStoppedForLongChangesNothingWhenItWakesUp() throws Exception {
		Process first = startProcess();
		awaitProgress();
		startProcess();
		assertThat(Signals.send("STOP", first.pid())).isTrue();
		// all projections, so those of the stopped process have been taken over
		awaitProgress();
		assertThat(Signals.send("CONT", first.pid())).isTrue();
		awaitProgress();
		verify();
	}

	@Test
	void sessionsThatAreEndedCountAgainstNoEvent() throws Exception {
		startProcess();
		for (int i = 0; i < 3; i++) {
			awaitProgress();
			new JdbcTemplate(this.database.dataSource()).queryForList(
					"select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()");
			assertThat(failures()).isEmpty();
		}
		verify();
	}

	@Test
	void aServerThatCrashesLosesNothing() throws Exception {
		startProcess();
		startProcess();
		awaitProgress();
		this.server.crash();
		this.server.restart();
		awaitProgress();
		assertThat(failures()).isEmpty();
		verify();
	}

	/**
	 * Longer than the pools wait for a connection, so that everything fails many times.
	 */
	@Test
	void aDatabaseThatIsAwayCountsAgainstNoEvent() throws Exception {
		startProcess();
		startProcess();
		awaitProgress();
		this.server.crash();
		int failures = this.failedSaves.get();
		await().pollDelay(OUTAGE).atMost(OUTAGE.plus(SOON)).until(() -> this.failedSaves.get() > failures);
		this.server.restart();
		awaitProgress();
		assertThat(failures()).isEmpty();
		RunnerProgram.NAMES
			.forEach((name) -> assertThat(this.store.parkedEvents().find(ConsumerId.ofOwnLog(name))).isEmpty());
		verify();
	}

	private List<TrackedConsumer> failures() {
		return consumers().stream().filter((each) -> each.failure() != null).toList();
	}

	/** Waits until each projection has handled further events. */
	private void awaitProgress() {
		List<Long> before = positions();
		await().atMost(SOON).untilAsserted(() -> {
			List<Long> after = positions();
			assertThat(IntStream.range(0, before.size())).as("progress since %s: %s", before, consumers())
				.allMatch((i) -> after.get(i) > before.get(i) + 100);
		});
	}

	private List<Long> positions() {
		return read(() -> RunnerProgram.NAMES.stream().map(this::position).toList());
	}

	/** Waits for the server, which may just be starting, or has ended the session. */
	private static <T> T read(Callable<T> source) {
		return await().atMost(SOON).ignoreExceptions().until(source, (value) -> true);
	}

	/** Returns 0 for a projection that no process has registered. */
	private long position(String name) {
		return this.store.tracking()
			.find(ConsumerId.ofOwnLog(name))
			.map((consumer) -> consumer.position().notificationId())
			.orElse(0L);
	}

	private List<TrackedConsumer> consumers() {
		return read(() -> this.store.tracking().consumers());
	}

	/** Compares what each projection has handled with what is in the log. */
	private void verify() throws InterruptedException {
		this.ended.set(true);
		for (Thread writer : this.writers) {
			writer.join();
		}
		List<Long> expected = read(() -> this.store.jdbc()
			.queryForList(
					"select notification_id from eventsourcing.stored_events where event_type = 'TrickAdded' order by 1",
					Long.class));
		long head = this.store.log().maxId();
		await().atMost(SOON)
			.until(() -> consumers().stream().allMatch((each) -> each.position().notificationId() >= head));
		for (String name : RunnerProgram.NAMES) {
			assertThat(read(() -> this.store.read(name))).as(name).isEqualTo(expected);
		}
	}

}
