package io.eventsourcing.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Shows that every benchmark runs on H2. */
class H2BenchmarksTest {

	@Test
	void everythingRuns() throws Exception {
		assertThat(ShortRun.of(Database.h2())).contains("### Append, H2 file", "### From commit to reader, H2 file",
				"### Catch-up of a read model, H2 file", "### Saves with a position, H2 file");
	}

}
