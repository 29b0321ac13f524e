package io.eventsourcing.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.application.Infrastructure;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.projection.runner.ProjectionRunnerBuilder;
import io.eventsourcing.projection.runner.consumer.ProjectionOptions;
import io.eventsourcing.testsupport.JavaProcess;
import io.eventsourcing.testsupport.TestDatabase;

/**
 * Runs two process applications in a separate JVM, until its standard input ends.
 */
final class CountersProgram {

	static final Duration LEASE = Duration.ofSeconds(1);

	static final List<String> NAMES = List.of("one", "two");

	private CountersProgram() {
	}

	static Process start(TestDatabase database) {
		return JavaProcess.start(List.of("-Xmx128m"), CountersProgram.class, database.jdbcUrl(), database.username(),
				database.password());
	}

	public static void main(String[] args) throws Exception {
		TestDatabase database = new TestDatabase(args[0], args[1], args[2]);
		ProcessStore store = ProcessStore.in(database.dataSource());
		Infrastructure infrastructure = store.infrastructure();
		ConsumerRecorders consumers = infrastructure.consumers();
		ProjectionRunnerBuilder builder = ProjectionRunner
			.builder(infrastructure.notificationLog(), infrastructure.eventLog().mapper(), consumers.tracking(),
					consumers.leases(), consumers.parkedEvents())
			.lease(LEASE);
		for (String name : NAMES) {
			Processes.add(builder, new SlowCounters(infrastructure, name), infrastructure.eventLog().topics(),
					ProjectionOptions.DEFAULTS);
		}
		ProjectionRunner runner = builder.build();
		runner.start();
		while (System.in.read() >= 0) {
			// lives as long as its parent
		}
		runner.close();
		store.close();
	}

	/** Counters that are often between their policy and their commit. */
	private static final class SlowCounters extends TrickCounters {

		SlowCounters(Infrastructure infrastructure, String name) {
			super(infrastructure, name);
		}

		@Override
		void count(String trick, Processing processing) {
			super.count(trick, processing);
			try {
				TimeUnit.MICROSECONDS.sleep(200);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
