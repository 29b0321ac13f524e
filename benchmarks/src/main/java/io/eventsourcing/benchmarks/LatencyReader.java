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

	private LatencyReader() {
	}

	public static void main(String[] args) {
		try (Database.Reader reader = Database.reader(new TestDatabase(args[0], args[1], args[2]))) {
			follow(reader.recorder());
		}
	}

	private static void follow(JdbcRecorder recorder) {
		try (Subscription subscription = NotificationLog.of(recorder).subscribe(recorder.maxNotificationId())) {
			System.out.println(OtherProcess.READY);
			subscription.forEachRemaining((notification) -> System.out.println(System.nanoTime()));
		}
	}

}
