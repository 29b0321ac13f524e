package io.eventsourcing.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That every benchmark runs; what it measures here means nothing. */
class BenchmarksTest {

	@Test
	void everythingRunsOnPostgresql() throws Exception {
		assertThat(report(Database.postgresql())).contains("### Append, PostgreSQL", "| 32 x 10 |",
				"### Load, PostgreSQL", "### Scan of the log, PostgreSQL",
				"### Costs beside the leanest hand-written code, PostgreSQL", "### From commit to reader, PostgreSQL",
				"### Subscriptions in one process, PostgreSQL", "| 200 |", "### Catch-up of a read model, PostgreSQL",
				"| 500 x 2 |", "### Saves with a position, PostgreSQL");
	}

	@Test
	void everythingRunsOnH2() throws Exception {
		assertThat(report(Database.h2())).contains("### Append, H2 file", "### From commit to reader, H2 file",
				"### Catch-up of a read model, H2 file", "### Saves with a position, H2 file");
	}

	@Test
	void inMemoryOperationsRun() {
		InMemoryBenchmark benchmark = new InMemoryBenchmark();
		benchmark.prepare();
		assertThat(benchmark.replay1000Decorated().tricks()).isEqualTo(999);
		assertThat(benchmark.replay1000Explicit().tricks()).isEqualTo(999);
		assertThat(benchmark.read()).isNotNull();
		assertThat(benchmark.readThroughThreeSteps().payload()).isEqualTo(benchmark.readCurrent().payload());
	}

	@Test
	void jsonIsWrittenAndReadAlike() {
		JsonBenchmark benchmark = new JsonBenchmark();
		assertThat(benchmark.writeByName()).isEqualTo(benchmark.writeRecord())
			.isEqualTo(benchmark.writeWithJacksonAlone());
		assertThat(benchmark.readRecord()).isEqualTo(benchmark.readWithJacksonAlone());
		assertThat(benchmark.readByName())
			.hasToString("{trick=%s, difficulty=3, teacher=%s}".formatted(Samples.TRICK, Samples.TEACHER));
	}

	private static String report(Database database) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));
		Benchmarks.run(database, Set.of(), new Rounds(1, Duration.ofMillis(20)), 1000, 20, report);
		return out.toString(StandardCharsets.UTF_8);
	}

}
