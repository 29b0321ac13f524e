package io.eventsourcing.autoconfigure.projection.actuate;

import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionDescriptor;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionDescriptor.FailureDescriptor;
import io.eventsourcing.autoconfigure.actuate.endpoint.ProjectionDescriptor.PartitionDescriptor;
import io.eventsourcing.autoconfigure.projection.ProjectionSummary;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionState.Failure;
import org.jspecify.annotations.Nullable;

/** Creates descriptions of projections, given their states. */
final class ProjectionDescriptorFactory {

	private ProjectionDescriptorFactory() {
	}

	static ProjectionDescriptor create(@Nullable String kind, ProjectionSummary summary, int parked) {
		return new ProjectionDescriptor(kind, summary.version(), summary.status().name(), summary.position(),
				summary.lag(), parked, summary.owner(),
				summary.partitions().stream().map(ProjectionDescriptorFactory::partition).toList());
	}

	private static PartitionDescriptor partition(ProjectionState state) {
		return new PartitionDescriptor(state.version(), state.partition(), state.active(), state.status().name(),
				state.position(), (state.head() < 0) ? null : state.lag(), state.owner(), state.since(),
				failure(state.failure()));
	}

	private static @Nullable FailureDescriptor failure(@Nullable Failure failure) {
		return (failure != null) ? new FailureDescriptor(failure.notificationId(), failure.attempts(), failure.at(),
				firstLine(failure.cause())) : null;
	}

	/** Returns the first line of a stack trace. */
	static String firstLine(String stackTrace) {
		return stackTrace.lines().findFirst().orElse("");
	}

}
