package io.eventsourcing.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Shows that every benchmark runs on PostgreSQL. */
class PostgresBenchmarksTest {

	@Test
	void everythingRuns() throws Exception {
		assertThat(ShortRun.of(Database.postgresql())).contains("### Append, PostgreSQL", "| 32 x 10 |",
				"### Load, PostgreSQL", "### Scan of the log, PostgreSQL",
				"### Costs beside the leanest hand-written code, PostgreSQL", "### From commit to reader, PostgreSQL",
				"### Subscriptions in one process, PostgreSQL", "| 200 |", "### Catch-up of a read model, PostgreSQL",
				"| 500 x 2 |", "### From commit to read model in another process, PostgreSQL",
				"### From a killed process to the next event, PostgreSQL", "| 0.5 s | 2 |",
				"### Saves with a position, PostgreSQL", "### Idle projections, PostgreSQL",
				"### Heap in use after a garbage collection in the middle of a projection, PostgreSQL", "| 9,000 |");
	}

}
