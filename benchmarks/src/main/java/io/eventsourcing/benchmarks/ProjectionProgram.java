package io.eventsourcing.benchmarks;

import java.io.IOException;
import java.time.Duration;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.projection.EventHandler;
import io.eventsourcing.projection.runner.ProjectionRunner;
import io.eventsourcing.testsupport.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The program of a process that runs a projection: prints the time at which each of its
 * transactions was committed.
 */
final class ProjectionProgram {

	/** The position of the projection, which has to be stored before. */
	static final ConsumerId PROJECTION = ConsumerId.ofOwnLog("measured tricks");

	/** The read model, a table with one row. */
	static final String TABLE = "measured_tricks";

	private ProjectionProgram() {
	}

	public static void main(String[] args) throws IOException {
		try (Database.Reader reader = Database.reader(new TestDatabase(args[0], args[1], args[2]))) {
			Runners runners = new Runners(reader.dataSource(), reader.recorder());
			JdbcTemplate jdbc = new JdbcTemplate(reader.dataSource());
			try (ProjectionRunner runner = runners.builder()
				.lease(Duration.parse(args[3]))
				.projection(PROJECTION.consumer(), runners.handlers(new Tricks(jdbc)))
				.build()) {
				runner.start();
				System.out.println(OtherProcess.READY);
				while (System.in.read() >= 0) {
					// lives as long as its parent, unless it is killed
				}
			}
		}
	}

	private record Tricks(JdbcTemplate jdbc) {

		@EventHandler("Dog.TrickAdded")
		void added() {
			this.jdbc.update("update %s set tricks = tricks + 1".formatted(TABLE));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					System.out.println(System.nanoTime());
				}

			});
		}

	}

}
