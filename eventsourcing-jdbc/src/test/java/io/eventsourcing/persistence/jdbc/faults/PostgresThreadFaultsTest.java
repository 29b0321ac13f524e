package io.eventsourcing.persistence.jdbc.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.jdbc.VirtualThreads;
import io.eventsourcing.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.eventsourcing.persistence.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Threads in which something goes wrong while they save, possibly for others. */
class PostgresThreadFaultsTest {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final int SAVES = 100;

	private static final int RECURSIONS = 3;

	private final Scenario scenario = new Scenario(Target.of(PostgresServer.shared().createDatabase()));

	private final Instance instance = this.scenario.instance("app");

	private final AtomicInteger saves = new AtomicInteger();

	@AfterEach
	void close() {
		this.scenario.close();
	}

	private boolean save(Saver saver) {
		return saver.save("save" + this.saves.incrementAndGet(), events(UUID.randomUUID(), 1, 2));
	}

	@Test
	void aStackThatOverflowsDoesNotStopTheStore() throws Exception {
		this.scenario.follow(this.instance, "s1");
		Saver saver = this.scenario.saver(this.instance, "app");
		this.instance.write(4);
		for (int i = 0; i < RECURSIONS; i++) {
			DeepRecursion recursion = new DeepRecursion(() -> save(saver));
			assertThat(Bounded.call("recursion", LIMIT, recursion::run)).isGreaterThan(20);
		}
		assertThat(Bounded.call("after", LIMIT, () -> save(saver))).isTrue();
		this.scenario.check();
	}

	/** The interrupted threads are virtual ones if the JDK has them. */
	@Test
	void anInterruptConcernsOnlyItsThread() throws Exception {
		Saver interrupted = this.scenario.saver(this.instance, "interrupted");
		Saver innocent = this.scenario.saver(this.instance, "innocent");
		AtomicBoolean stopped = new AtomicBoolean();
		List<Thread> victims = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			victims.add(VirtualThreads.startIfPossible("victim", () -> {
				while (!stopped.get()) {
					save(interrupted);
				}
			}));
		}
		List<Object> saved = Bounded.call("saves", LIMIT, () -> Concurrently.call(4, () -> {
			boolean all = true;
			for (int i = 0; i < SAVES; i++) {
				victims.forEach(Thread::interrupt);
				all &= save(innocent);
			}
			return all;
		}));
		stopped.set(true);
		await().until(() -> victims.stream().noneMatch(Thread::isAlive));
		assertThat(saved).containsOnly(true);
		assertThat(this.scenario.history().count("innocent", "stored")).isEqualTo(4 * SAVES);
		assertThat(this.scenario.history().count("interrupted", "begun")).isPositive();
		this.scenario.check();
	}

}
