package io.eventsourcing.autoconfigure.projection;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.projection.ProjectionState;
import io.eventsourcing.projection.ProjectionState.Failure;
import io.eventsourcing.projection.ProjectionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The state of a projection as a whole: of all partitions of the version that is in use.
 * Positions in a log that the projection no longer follows are shown among the partitions
 * only. During a rolling deployment, this process need not contain the version that is in
 * use, whose status is then {@link ProjectionStatus#ORPHANED}.
 *
 * @param version the version that is in use
 * @param status the status of the partition that needs attention most
 * @param position the lowest position
 * @param lag the largest lag, or null if the last id of the log is not known
 * @param owner the names of the processes that run it, or null
 * @param failure the event that a partition cannot handle, or null
 * @param partitions the partitions of all versions and logs
 */
@Internal
public record ProjectionSummary(int version, ProjectionStatus status, long position, @Nullable Long lag,
		@Nullable String owner, @Nullable Failure failure, List<ProjectionState> partitions) {

	/** From the status that needs attention most to that which needs none. */
	private static final List<ProjectionStatus> BY_SEVERITY = List.of(ProjectionStatus.FAILED, ProjectionStatus.STUCK,
			ProjectionStatus.WAITING, ProjectionStatus.ORPHANED, ProjectionStatus.RETRYING, ProjectionStatus.PAUSED,
			ProjectionStatus.CATCHING_UP, ProjectionStatus.WARMING, ProjectionStatus.RETIRED, ProjectionStatus.LIVE);

	private static final Set<ProjectionStatus> STOPPED = Set.of(ProjectionStatus.FAILED, ProjectionStatus.STUCK);

	/** Summarizes the states of all projections, by their names. */
	public static Map<String, ProjectionSummary> of(List<ProjectionState> states) {
		Map<String, ProjectionSummary> summaries = new TreeMap<>();
		states.stream()
			.collect(Collectors.groupingBy(ProjectionState::name))
			.forEach((name, all) -> summaries.put(name, ofProjection(all)));
		return summaries;
	}

	/**
	 * Returns the last id of the log that the projection follows; negative if the log
	 * cannot be read.
	 */
	long head() {
		return this.partitions.stream()
			.filter(ProjectionSummary::isHere)
			.max(Comparator.comparing((state) -> state.version() == this.version))
			.map(ProjectionState::head)
			.orElse(-1L);
	}

	/** Returns all versions, from the lowest. */
	public Set<Integer> versions() {
		return this.partitions.stream().map(ProjectionState::version).collect(Collectors.toCollection(TreeSet::new));
	}

	/** Returns the names of all logs in which it has a position. */
	public Set<String> logs() {
		return this.partitions.stream().map(ProjectionState::log).collect(Collectors.toCollection(TreeSet::new));
	}

	/** Returns whether this process contains a version of the projection. */
	boolean isHere() {
		return this.partitions.stream().anyMatch(ProjectionSummary::isHere);
	}

	/**
	 * Returns whether the version that is in use, or the one that this process contains
	 * if that is another one, cannot handle an event.
	 */
	public boolean isStopped() {
		return STOPPED.contains(this.status) || this.status == ProjectionStatus.ORPHANED
				&& this.partitions.stream().anyMatch((state) -> STOPPED.contains(state.status()));
	}

	private static boolean isHere(ProjectionState state) {
		return state.status() != ProjectionStatus.ORPHANED;
	}

	/**
	 * Returns whether the version that is in use has no owner only since a point in time.
	 */
	boolean isReleasedSince(Instant time) {
		return present(this.partitions).stream()
			.filter((state) -> state.version() == this.version && state.status() == ProjectionStatus.WAITING)
			.allMatch((state) -> state.since() != null && state.since().isAfter(time));
	}

	private static ProjectionSummary ofProjection(List<ProjectionState> states) {
		List<ProjectionState> present = present(states);
		int version = versionInUse(present);
		List<ProjectionState> inUse = present.stream().filter((state) -> state.version() == version).toList();
		ProjectionState worst = inUse.stream()
			.min(Comparator.comparingInt((state) -> BY_SEVERITY.indexOf(state.status())))
			.orElseThrow();
		return new ProjectionSummary(version, worst.status(),
				inUse.stream().mapToLong(ProjectionState::position).min().orElseThrow(), lag(inUse), owners(inUse),
				worst.failure(), states);
	}

	/**
	 * Leaves out the orphaned states of versions that this process contains: their
	 * positions belong to another log, whose ids cannot be compared.
	 */
	private static List<ProjectionState> present(List<ProjectionState> states) {
		Set<Integer> versions = states.stream()
			.filter(ProjectionSummary::isHere)
			.map(ProjectionState::version)
			.collect(Collectors.toSet());
		return states.stream().filter((state) -> isHere(state) || !versions.contains(state.version())).toList();
	}

	/** The version of a log that is no longer followed may still be marked as active. */
	private static int versionInUse(List<ProjectionState> states) {
		return states.stream()
			.filter(ProjectionState::active)
			.max(Comparator.comparing(ProjectionSummary::isHere))
			.map(ProjectionState::version)
			.orElseGet(() -> states.stream().mapToInt(ProjectionState::version).min().orElseThrow());
	}

	private static @Nullable Long lag(List<ProjectionState> states) {
		return states.stream().anyMatch((state) -> state.head() < 0) ? null
				: states.stream().mapToLong(ProjectionState::lag).max().orElseThrow();
	}

	private static @Nullable String owners(List<ProjectionState> states) {
		TreeSet<String> owners = states.stream()
			.map(ProjectionState::owner)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		return owners.isEmpty() ? null : String.join(", ", owners);
	}

}
