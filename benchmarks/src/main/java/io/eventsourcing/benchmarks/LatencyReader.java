package io.eventsourcing.benchmarks;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.log.Subscription;
import io.eventsourcing.persistence.jdbc.JdbcRecorder;
import io.eventsourcing.testsupport.TestDatabase;

/**
 * The program of the other process: follows the log and prints the time at which it
 * received each event.
 */
final class LatencyReader {

	/** The line that the program prints when it is about to follow the log. */
	static final String READY = "ready";

	private LatencyReader() {
	}

	public static void main(String[] args) {
		try (Database.Reader reader = Database.reader(new TestDatabase(args[0], args[1], args[2]))) {
			follow(reader.recorder());
		}
	}

	private static void follow(JdbcRecorder recorder) {
		try (Subscription subscription = NotificationLog.of(recorder).subscribe(recorder.maxNotificationId())) {
			System.out.println(READY);
			subscription.forEachRemaining((notification) -> System.out.println(System.nanoTime()));
		}
	}

}
