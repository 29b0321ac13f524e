package io.eventsourcing.projection.runner;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionStatus;
import org.jspecify.annotations.Nullable;

/** Derives the states of projections from what is stored. */
final class ProjectionStates {

	private ProjectionStates() {
	}

	/**
	 * @param row the stored state, or null if the projection has never been started
	 * @param passed the position in this process, or null if this process is not the
	 * owner
	 */
	static ProjectionState of(ConsumerId id, @Nullable TrackedConsumer row, @Nullable Long passed, long head,
			int maxAttempts) {
		if (row == null) {
			return new ProjectionState(id.consumer(), ProjectionStatus.WAITING, 0, head, null, null, null);
		}
		long position = (passed != null) ? passed : row.position().notificationId();
		return state(row, status(row, position, head, maxAttempts), position, head);
	}

	/** Returns the state of a projection whose code this process does not contain. */
	static ProjectionState orphaned(TrackedConsumer row, long head) {
		return state(row, ProjectionStatus.ORPHANED, row.position().notificationId(), head);
	}

	private static ProjectionStatus status(TrackedConsumer row, long position, long head, int maxAttempts) {
		if (row.state() == ConsumerState.PAUSED) {
			return ProjectionStatus.PAUSED;
		}
		if (row.failure() != null) {
			return (row.failure().attempts() >= maxAttempts) ? ProjectionStatus.FAILED : ProjectionStatus.RETRYING;
		}
		if (row.owner() == null) {
			return ProjectionStatus.WAITING;
		}
		return (position >= head) ? ProjectionStatus.LIVE : ProjectionStatus.CATCHING_UP;
	}

	private static ProjectionState state(TrackedConsumer row, ProjectionStatus status, long position, long head) {
		return new ProjectionState(row.id().consumer(), status, position, head,
				(row.owner() != null) ? row.owner().name() : null, row.changedAt(), failure(row.failure()));
	}

	private static ProjectionState.@Nullable Failure failure(@Nullable ConsumerFailure failure) {
		return (failure != null) ? new ProjectionState.Failure(failure.notificationId(), failure.attempts(),
				failure.at(), failure.cause()) : null;
	}

}
