package io.eventsourcing.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.eventsourcing.persistence.jdbc.schema.EventSourcingSchema;
import io.eventsourcing.persistence.jdbc.tracking.JdbcTrackingRecorder;
import io.eventsourcing.persistence.recorder.Append;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerProgress;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Measures the saves of process applications, which also move a position, beside
 * hand-written code that does the same in one transaction and beside plain saves of the
 * event store, in saves per second.
 */
final class ProcessBenchmark {

	private static final int[] THREADS = { 1, 8, 32 };

	/** The kinds of saves take turns quickly, because they differ little. */
	private static final Duration TURN = Duration.ofMillis(200);

	private ProcessBenchmark() {
	}

	static void run(Database database, Rounds rounds, Report report) throws Exception {
		TrackingRecorder tracking = new JdbcTrackingRecorder(database.dataSource(),
				new JdbcTransactionManager(database.dataSource()), EventSourcingSchema.DEFAULT_NAME, Duration.ZERO);
		report.title("Saves with a position, " + database.name());
		report.table("saves by threads", "hand-written, with a position", "plain save", "with a position",
				"ratio to hand-written", "ratio to a plain save");
		int turns = Math.max(1, (int) rounds.length().dividedBy(TURN));
		Rounds shortRounds = new Rounds(rounds.count() * turns, rounds.length().dividedBy(turns));
		for (int threads : THREADS) {
			List<Double> rates = shortRounds.rates(threads, List.of((thread) -> handWritten(database), (thread) -> {
				Samples.Writer writer = new Samples.Writer(1);
				return () -> database.recorder().insertEvents(Append.of(writer.next()));
			}, (thread) -> tracked(database, tracking)));
			double ours = rates.get(2);
			report.row(Integer.toString(threads), rate(rates.get(0)), rate(rates.get(1)), rate(ours),
					ratio(ours, rates.get(0)), ratio(ours, rates.get(1)));
		}
	}

	private static Rounds.Operation handWritten(Database database) {
		String consumer = UUID.randomUUID().toString();
		Samples.Writer writer = new Samples.Writer(1);
		long[] position = { -1 };
		return () -> {
			if (position[0] < 0) {
				database.plain().register(consumer);
				position[0] = 0;
			}
			database.plain().insertTracked(writer.next().get(0), consumer, position[0]);
			position[0]++;
		};
	}

	private static Rounds.Operation tracked(Database database, TrackingRecorder tracking) {
		ConsumerId consumer = ConsumerId.ofOwnLog(UUID.randomUUID().toString());
		tracking.register(consumer, 0);
		Samples.Writer writer = new Samples.Writer(1);
		TrackedPosition[] position = { new TrackedPosition(consumer, 0, 0) };
		return () -> {
			List<StoredEvent> events = writer.next();
			TrackedPosition next = position[0].movedTo(position[0].notificationId() + 1);
			database.recorder()
				.insertEvents(Append.of(events).progress(ConsumerProgress.to(position[0], next.notificationId())));
			position[0] = next;
		};
	}

	private static String ratio(double ours, double other) {
		return String.format(Locale.ROOT, "%.2f", ours / other);
	}

	private static String rate(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

}
