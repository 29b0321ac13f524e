package io.eventsourcing.autoconfigure;

import java.util.List;

import io.eventsourcing.autoconfigure.projection.ProjectionSummary;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProjectionSummaryTest {

	private static ProjectionState state(int partition, ProjectionStatus status, long position, long head) {
		return new ProjectionState("tricks", 1, partition, "log", true, status, position, 0, head, "me", null, null);
	}

	@Test
	void thePartitionThatNeedsAttentionCounts() {
		ProjectionSummary summary = summarize(state(0, ProjectionStatus.LIVE, 500, 500),
				state(1, ProjectionStatus.CATCHING_UP, 400, 500));
		assertThat(summary.status()).isEqualTo(ProjectionStatus.CATCHING_UP);
		assertThat(summary.position()).isEqualTo(400);
		assertThat(summary.lag()).isEqualTo(100);
	}

	@Test
	void aPositionInALogThatIsNoLongerFollowedIsShownOnly() {
		ProjectionSummary summary = summarize(state(0, ProjectionStatus.ORPHANED, 3, 900),
				state(0, ProjectionStatus.LIVE, 500, 500));
		assertThat(summary.status()).isEqualTo(ProjectionStatus.LIVE);
		assertThat(summary.position()).isEqualTo(500);
		assertThat(summary.lag()).isZero();
		assertThat(summary.partitions()).hasSize(2);
	}

	@Test
	void aProjectionWithoutCodeIsOrphaned() {
		ProjectionSummary summary = summarize(state(0, ProjectionStatus.ORPHANED, 3, 900));
		assertThat(summary.status()).isEqualTo(ProjectionStatus.ORPHANED);
		assertThat(summary.position()).isEqualTo(3);
	}

	/** During a rolling deployment, other processes run the version that is in use. */
	@Test
	void theVersionInUseCountsEvenIfItIsNotInThisProcess() {
		ProjectionSummary summary = summarize(version(1, true, ProjectionStatus.ORPHANED, 400),
				version(2, false, ProjectionStatus.WARMING, 300));
		assertThat(summary.version()).isEqualTo(1);
		assertThat(summary.status()).isEqualTo(ProjectionStatus.ORPHANED);
		assertThat(summary.position()).isEqualTo(400);
		assertThat(summary.lag()).isEqualTo(100);
		assertThat(summary.isStopped()).isFalse();
	}

	/** Otherwise, nobody would notice that the new version never replaces the old one. */
	@Test
	void aNewVersionThatCannotHandleAnEventIsNoticed() {
		assertThat(summarize(version(1, true, ProjectionStatus.ORPHANED, 400),
				version(2, false, ProjectionStatus.FAILED, 300))
			.isStopped()).isTrue();
		assertThat(
				summarize(version(1, true, ProjectionStatus.LIVE, 500), version(2, false, ProjectionStatus.FAILED, 300))
					.isStopped())
			.isFalse();
	}

	/** A version that followed another log, and has been replaced by one of this log. */
	@Test
	void theActiveVersionOfThisProcessCounts() {
		ProjectionSummary summary = summarize(version(1, true, ProjectionStatus.ORPHANED, 400),
				version(2, true, ProjectionStatus.LIVE, 500));
		assertThat(summary.version()).isEqualTo(2);
		assertThat(summary.status()).isEqualTo(ProjectionStatus.LIVE);
	}

	private static ProjectionState version(int version, boolean active, ProjectionStatus status, long position) {
		return new ProjectionState("tricks", version, 0, "log", active, status, position, 0, 500, "me", null, null);
	}

	private static ProjectionSummary summarize(ProjectionState... states) {
		return ProjectionSummary.of(List.of(states)).get("tricks");
	}

}
