package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.StoreDatabases;
import io.eventsourcing.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two processes whose clocks differ by an hour share the projections, and one takes over
 * from the other, as if their clocks were the same.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresClockTest {

	private static final Duration SOON = Duration.ofMinutes(1);

	private final TestDatabase database = StoreDatabases.postgres();

	private final JdbcProjectionStore store = new JdbcProjectionStore(this.database.dataSource());

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void close() {
		this.processes.forEach(Process::destroyForcibly);
		this.store.close();
	}

	private Process start(Duration shift) {
		Process process = ShiftedClockProgram.start(this.database, shift);
		this.processes.add(process);
		return process;
	}

	/** Saves dogs; returns the ids of the events that tell of their tricks. */
	private List<Long> teach(int dogs) {
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < dogs; i++) {
			Dog dog = new Dog("Fido");
			dog.addTrick("sit");
			ids.add(this.store.save(dog).get(1).notificationId());
		}
		return ids;
	}

	/** Returns the number of processes that own projections. */
	private long owners() {
		return this.store.tracking()
			.consumers()
			.stream()
			.map(TrackedConsumer::owner)
			.filter(Objects::nonNull)
			.map(Runner::id)
			.distinct()
			.count();
	}

	private void awaitAll(List<Long> expected) {
		long last = expected.get(expected.size() - 1);
		await().atMost(SOON)
			.until(() -> this.store.tracking()
				.consumers()
				.stream()
				.allMatch((each) -> each.position().notificationId() >= last));
		for (String name : RunnerProgram.NAMES) {
			assertThat(this.store.read(name)).as(name).isEqualTo(expected);
		}
	}

	/**
	 * By its own clock, the fast process would take all projections of the slow one, and
	 * its own lease would last for an hour after its death.
	 */
	@Test
	void theProjectionsAreSharedAndTakenOver() throws InterruptedException {
		List<Long> expected = teach(20);
		start(Duration.ZERO);
		Process fast = start(Duration.ofHours(1));
		await().atMost(SOON).during(RunnerProgram.LEASE.multipliedBy(2)).until(() -> owners() == 2);
		expected.addAll(teach(20));
		awaitAll(expected);
		fast.destroyForcibly().waitFor();
		expected.addAll(teach(20));
		awaitAll(expected);
	}

}
