package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.List;

import io.eventsourcing.persistence.Recording;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.testsupport.JavaProcess;
import io.eventsourcing.testsupport.TestDatabase;

import static org.awaitility.Awaitility.await;

/** Runs a projection that ends the JVM when it handles the trick "halt". */
final class HaltingProgram {

	static final String NAME = "halting";

	/** The exit code of a JVM that the projection has ended. */
	static final int HALTED = 3;

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private HaltingProgram() {
	}

	/** Runs the program until it has handled all events and requests, or ends itself. */
	static JavaProcess run(TestDatabase database) {
		return JavaProcess.run(List.of("-Xmx128m"), HaltingProgram.class, database.jdbcUrl(), database.username(),
				database.password());
	}

	public static void main(String[] args) {
		TestDatabase database = new TestDatabase(args[0], args[1], args[2]);
		JdbcProjectionStore store = new JdbcProjectionStore(database.dataSource());
		ProjectionRunner runner = store.runner()
			.lease(Duration.ofMillis(500))
			.projection(NAME, store.bind(new Object() {

				@EventHandler("Dog.TrickAdded")
				void added(String trick, Recording recording) {
					store.write(NAME, recording.notificationId());
					if (trick.equals("halt")) {
						Runtime.getRuntime().halt(HALTED);
					}
				}

			}))
			.build();
		runner.start();
		boolean done = runner.projections().awaitAll(LIMIT);
		await().atMost(LIMIT).until(() -> store.parkedEvents().requested().isEmpty());
		runner.close();
		store.close();
		System.exit(done ? 0 : 1);
	}

}
