package io.eventsourcing.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Runs every benchmark of a database; what it measures means nothing. */
final class ShortRun {

	private ShortRun() {
	}

	/** Returns the report. */
	static String of(Database database) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));
		Benchmarks.run(database, Set.of(), new Rounds(1, Duration.ofMillis(20)), 1000, 20, Duration.ofMillis(500),
				report);
		return out.toString(StandardCharsets.UTF_8);
	}

}
