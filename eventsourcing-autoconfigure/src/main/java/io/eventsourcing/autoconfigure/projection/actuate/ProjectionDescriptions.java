package io.eventsourcing.autoconfigure.projection.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.eventsourcing.autoconfigure.actuate.ProjectionDescriptor;
import io.eventsourcing.autoconfigure.actuate.ProjectionDescriptor.FailureDescriptor;
import io.eventsourcing.autoconfigure.actuate.ProjectionDescriptor.PartitionDescriptor;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionState.Failure;
import io.eventsourcing.projection.ProjectionStatus;
import org.jspecify.annotations.Nullable;

/** Describes projections, given their states. */
final class ProjectionDescriptions {

	/** From the state that needs attention most to that which needs none. */
	private static final List<ProjectionStatus> BY_SEVERITY = List.of(ProjectionStatus.FAILED, ProjectionStatus.STUCK,
			ProjectionStatus.WAITING, ProjectionStatus.ORPHANED, ProjectionStatus.RETRYING, ProjectionStatus.PAUSED,
			ProjectionStatus.CATCHING_UP, ProjectionStatus.WARMING, ProjectionStatus.RETIRED, ProjectionStatus.LIVE);

	private ProjectionDescriptions() {
	}

	/** Groups states by the names of the projections. */
	static Map<String, List<ProjectionState>> byName(List<ProjectionState> states) {
		return states.stream().collect(Collectors.groupingBy(ProjectionState::name, TreeMap::new, Collectors.toList()));
	}

	/** Returns the partitions of the version that is in use, or of the lowest one. */
	static List<ProjectionState> inUse(List<ProjectionState> states) {
		int version = states.stream()
			.filter(ProjectionState::active)
			.mapToInt(ProjectionState::version)
			.findFirst()
			.orElseGet(() -> states.stream().mapToInt(ProjectionState::version).min().orElseThrow());
		return states.stream().filter((state) -> state.version() == version).toList();
	}

	/** Returns the status of the partition that needs attention most. */
	static ProjectionStatus worst(List<ProjectionState> states) {
		return states.stream()
			.map(ProjectionState::status)
			.min(Comparator.comparingInt(BY_SEVERITY::indexOf))
			.orElseThrow();
	}

	/** Returns the largest lag, or null if the last id of the log is not known. */
	static @Nullable Long lag(List<ProjectionState> states) {
		return states.stream().anyMatch((state) -> state.head() < 0) ? null
				: states.stream().mapToLong(ProjectionState::lag).max().orElse(0);
	}

	/** Returns the lowest position. */
	static long position(List<ProjectionState> states) {
		return states.stream().mapToLong(ProjectionState::position).min().orElse(0);
	}

	static ProjectionDescriptor describe(@Nullable String kind, List<ProjectionState> states, int parked) {
		List<ProjectionState> inUse = inUse(states);
		return new ProjectionDescriptor(kind, inUse.get(0).version(), worst(inUse).name(), position(inUse), lag(inUse),
				parked, owners(inUse), states.stream().map(ProjectionDescriptions::partition).toList());
	}

	private static @Nullable String owners(List<ProjectionState> states) {
		TreeSet<String> owners = states.stream()
			.map(ProjectionState::owner)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		return owners.isEmpty() ? null : String.join(", ", owners);
	}

	private static PartitionDescriptor partition(ProjectionState state) {
		return new PartitionDescriptor(state.version(), state.partition(), state.active(), state.status().name(),
				state.position(), lag(List.of(state)), state.owner(), state.since(), failure(state.failure()));
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
