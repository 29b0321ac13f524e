package io.eventsourcing.projection.runner;

import java.time.Instant;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.runner.consumer.Failures;
import io.eventsourcing.projection.runner.consumer.HandlerWatch;
import io.eventsourcing.projection.runner.unit.FailurePolicy;
import org.jspecify.annotations.Nullable;

/** Derives the states of projections from what is stored. */
final class ProjectionStates {

	private ProjectionStates() {
	}

	/** Returns the state of a projection that is not stored. */
	static ProjectionState neverStarted(ConsumerId id, long head) {
		return new ProjectionState(id.consumer(), id.version(), id.partition(), id.upstream(), false,
				ProjectionStatus.WAITING, 0, 0, head, null, null, null);
	}

	/**
	 * Returns the state of a projection.
	 * @param passed the position in this process, or null if this process is not the
	 * owner
	 */
	static ProjectionState of(TrackedConsumer row, @Nullable Long passed, long head, int maxAttempts) {
		long position = (passed != null) ? passed : row.position().notificationId();
		return state(row, status(row, position, head, maxAttempts), position, head);
	}

	/**
	 * Returns the state, or another one if a handler does not return.
	 * @param stuck the handler that does not return, or null
	 */
	static ProjectionState withHandler(ProjectionState state, HandlerWatch.@Nullable Stuck stuck) {
		if (stuck == null) {
			return state;
		}
		ProjectionState.Failure before = state.failure();
		int attempts = (before != null && before.notificationId() == stuck.notificationId()) ? before.attempts() : 0;
		return new ProjectionState(state.name(), state.version(), state.partition(), state.log(), state.active(),
				ProjectionStatus.STUCK, state.position(), state.replayUntil(), state.head(), state.owner(),
				state.since(),
				new ProjectionState.Failure(stuck.notificationId(), attempts, stuck.since(), null, stuck.stack()));
	}

	/** Returns the state of a projection whose code this process does not contain. */
	static ProjectionState orphaned(TrackedConsumer row, long head) {
		return state(row, ProjectionStatus.ORPHANED, row.position().notificationId(), head);
	}

	private static ProjectionStatus status(TrackedConsumer row, long position, long head, int maxAttempts) {
		if (row.state() != ConsumerState.RUNNING) {
			return (row.state() == ConsumerState.PAUSED) ? ProjectionStatus.PAUSED : ProjectionStatus.RETIRED;
		}
		if (row.failure() != null) {
			return (row.failure().attempts() >= maxAttempts) ? ProjectionStatus.FAILED : ProjectionStatus.RETRYING;
		}
		if (!row.leased()) {
			return ProjectionStatus.WAITING;
		}
		if (!row.active()) {
			return ProjectionStatus.WARMING;
		}
		return (head >= 0 && position >= head) ? ProjectionStatus.LIVE : ProjectionStatus.CATCHING_UP;
	}

	private static ProjectionState state(TrackedConsumer row, ProjectionStatus status, long position, long head) {
		String owner = (row.owner() != null && row.leased()) ? row.owner().name() : null;
		return new ProjectionState(row.id().consumer(), row.id().version(), row.id().partition(), row.id().upstream(),
				row.active(), status, position, row.replayUntil(), head, owner, row.changedAt(), failure(row));
	}

	private static ProjectionState.@Nullable Failure failure(TrackedConsumer row) {
		ConsumerFailure failure = row.failure();
		return (failure != null) ? new ProjectionState.Failure(failure.notificationId(), failure.attempts(),
				failure.at(), retryAt(row, failure), failure.cause()) : null;
	}

	/**
	 * An owner that does not change waits for a delay that depends on the attempts only.
	 */
	private static @Nullable Instant retryAt(TrackedConsumer row, ConsumerFailure failure) {
		boolean retried = row.state() == ConsumerState.RUNNING && row.leased();
		return retried ? failure.at().plus(Failures.delay(failure.attempts(), FailurePolicy.MAX_DELAY)) : null;
	}

}
