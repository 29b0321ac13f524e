package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.testsupport.JavaProcess;
import io.eventsourcing.testsupport.TestDatabase;

/** Runs the projections a, b and c in a separate JVM, until its standard input ends. */
final class RunnerProgram {

	/**
	 * The lease: the time for which an owner that does not renew it keeps its
	 * projections.
	 */
	static final Duration LEASE = Duration.ofSeconds(1);

	/** The time after which the server ends the transaction of a stopped process. */
	static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(2);

	/** The time for which the pool waits for a connection. */
	static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

	static final List<String> NAMES = List.of("a", "b", "c");

	private RunnerProgram() {
	}

	static Process start(TestDatabase database) {
		return JavaProcess.start(List.of("-Xmx128m"), RunnerProgram.class, database.jdbcUrl(), database.username(),
				database.password());
	}

	public static void main(String[] args) throws Exception {
		TestDatabase database = new TestDatabase(args[0], args[1], args[2]);
		JdbcProjectionStore store = new JdbcProjectionStore(database.dataSource(), EventSourcingSchema.DEFAULT_NAME,
				HANDLER_TIMEOUT);
		store.connectionTimeout(CONNECTION_TIMEOUT);
		ProjectionRunnerBuilder builder = store.runner().lease(LEASE);
		NAMES.forEach((name) -> builder.projection(name, store.bind(projection(store, name))));
		ProjectionRunner runner = builder.build();
		runner.start();
		while (System.in.read() >= 0) {
			// lives as long as its parent
		}
		runner.close();
		store.close();
	}

	/** A projection that is often between its handler and its commit. */
	static Object projection(ProjectionStore store, String name) {
		return new Object() {

			@EventHandler("Dog.TrickAdded")
			void added(Recording recording) throws InterruptedException {
				store.write(name, recording.notificationId());
				TimeUnit.MICROSECONDS.sleep(200);
			}

		};
	}

}
