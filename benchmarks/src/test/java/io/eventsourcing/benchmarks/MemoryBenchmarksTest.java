package io.eventsourcing.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Shows that the benchmarks that need no database run. */
class MemoryBenchmarksTest {

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

}
