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

	/** Messages of the library contain names and ids only. */
	private static final String LIBRARY = "io.eventsourcing.";

	private ProjectionDescriptorFactory() {
	}

	static ProjectionDescriptor create(@Nullable String kind, ProjectionSummary summary, int parked) {
		return new ProjectionDescriptor(kind, summary.version(), summary.status().name(), summary.position(),
				summary.lag(), parked, summary.owner(),
				summary.partitions().stream().map(ProjectionDescriptorFactory::partition).toList());
	}

	private static PartitionDescriptor partition(ProjectionState state) {
		return new PartitionDescriptor(state.version(), state.partition(), state.log(), state.active(),
				state.status().name(), state.position(), (state.head() < 0) ? null : state.lag(), state.owner(),
				state.since(), failure(state.failure()));
	}

	private static @Nullable FailureDescriptor failure(@Nullable Failure failure) {
		return (failure != null) ? new FailureDescriptor(failure.notificationId(), failure.attempts(), failure.at(),
				failure.retryAt(), summarize(failure.cause())) : null;
	}

	/**
	 * Returns the first line of a stack trace, without the message of an exception that
	 * is not of this library: such a message may quote the attributes of the event, which
	 * those who may see the state of the projection need not be allowed to read.
	 */
	static String summarize(String stackTrace) {
		String line = stackTrace.lines().findFirst().orElse("");
		int message = line.indexOf(": ");
		return (message < 0 || line.startsWith(LIBRARY)) ? line : line.substring(0, message);
	}

}
