package io.eventsourcing.benchmarks;

import io.eventsourcing.persistence.recorder.Append;

/** Measures appending, in saves per second. */
final class AppendBenchmark {

	private static final int[] THREADS = { 1, 8, 32 };

	private static final int[] EVENTS_PER_SAVE = { 1, 10 };

	private AppendBenchmark() {
	}

	static void run(Database database, Rounds rounds, Report report) throws Exception {
		report.title("Append, " + database.name());
		report.comparison("saves by threads x events per save");
		for (int eventsPerSave : EVENTS_PER_SAVE) {
			for (int threads : THREADS) {
				report.row(threads + " x " + eventsPerSave, rounds.compare(threads, (thread) -> {
					Samples.Writer writer = new Samples.Writer(eventsPerSave);
					return () -> database.plain().insert(writer.next());
				}, (thread) -> {
					Samples.Writer writer = new Samples.Writer(eventsPerSave);
					return () -> database.recorder().insertEvents(Append.of(writer.next()));
				}));
			}
		}
	}

}
