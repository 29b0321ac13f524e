package io.eventsourcing.autoconfigure.projection;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.autoconfigure.support.Cached;
import io.eventsourcing.autoconfigure.support.StoreReads;
import io.eventsourcing.domain.Internal;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.recorder.NotificationQuery;
import io.eventsourcing.projection.ParkedEvents;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;

/**
 * The states of all projections, at most one second old, for health and meters.
 * Thread-safe.
 */
@Internal
public final class ProjectionSummaries {

	private final Projections projections;

	private final ParkedEvents parkedEvents;

	private final RunnableProjections beans;

	private final ApplicationRecorder recorder;

	private final Clock clock;

	private final Cached<Snapshot> snapshot;

	/**
	 * What has been read at the same time.
	 *
	 * @param summaries the states of all projections by their names
	 * @param parked the numbers of parked events, by the names of the beans
	 * @param parkedInUse the same for the versions that are in use
	 * @param lagTimes the ages of the first events that have not been handled, by the
	 * names of the beans that follow their own log
	 */
	private record Snapshot(Map<String, ProjectionSummary> summaries, Map<String, Integer> parked,
			Map<String, Integer> parkedInUse, Map<String, Duration> lagTimes) {
	}

	ProjectionSummaries(Projections projections, ParkedEvents parkedEvents, RunnableProjections beans,
			ApplicationRecorder recorder, StoreReads reads, Clock clock) {
		this.projections = projections;
		this.parkedEvents = parkedEvents;
		this.beans = beans;
		this.recorder = recorder;
		this.clock = clock;
		this.snapshot = reads.cached(this::read);
	}

	private Snapshot read() {
		Map<String, ProjectionSummary> summaries = ProjectionSummary.of(this.projections.states());
		Map<String, Integer> parked = new HashMap<>();
		Map<String, Integer> parkedInUse = new HashMap<>();
		Map<String, Duration> lagTimes = new HashMap<>();
		for (String name : this.beans.kinds().keySet()) {
			ProjectionSummary summary = summaries.get(name);
			int count = this.parkedEvents.count(name);
			parked.put(name, count);
			parkedInUse.put(name, (count > 0 && summary != null && summary.versions().size() > 1)
					? this.parkedEvents.count(name, summary.version()) : count);
			if (summary != null && this.beans.followsOwnLog(name)) {
				lagTimes.put(name, lagTime(summary));
			}
		}
		return new Snapshot(summaries, parked, parkedInUse, lagTimes);
	}

	/**
	 * Returns the state of a projection that is a bean.
	 * @throws IllegalStateException if its position is not known
	 */
	public ProjectionSummary of(String name) {
		return require(name, this.snapshot.get().summaries());
	}

	/**
	 * Returns whether a projection that no process runs will soon have an owner: this
	 * process has just been started, or the last owner has just released it.
	 * @param lease the time within which processes take over projections
	 */
	public boolean isBeingTakenOver(String name, Duration lease) {
		return this.beans.startedWithin(lease) || of(name).isReleasedSince(this.clock.instant().minus(lease));
	}

	/**
	 * Returns the number of parked events of a projection that is a bean: of the version
	 * that is in use, and of those that may replace it.
	 */
	public int parked(String name) {
		return require(name, this.snapshot.get().parked());
	}

	/**
	 * Returns the number of parked events of the version that is in use of a projection
	 * that is a bean.
	 */
	public int parkedInUse(String name) {
		return require(name, this.snapshot.get().parkedInUse());
	}

	private static <T> T require(String name, Map<String, T> values) {
		T value = values.get(name);
		if (value == null) {
			throw new IllegalStateException("The position of the projection '%s' is not known".formatted(name));
		}
		return value;
	}

	/**
	 * Returns the age of the first event that a projection has not handled, or zero if
	 * there is none.
	 * @throws IllegalStateException if the projection follows the log of another
	 * application, or if its position is not known
	 */
	public Duration lagTime(String name) {
		if (!this.beans.followsOwnLog(name)) {
			throw new IllegalStateException(
					"The projection '%s' follows the log of another application".formatted(name));
		}
		return require(name, this.snapshot.get().lagTimes());
	}

	private Duration lagTime(ProjectionSummary summary) {
		if (summary.status() == ProjectionStatus.LIVE) {
			return Duration.ZERO;
		}
		List<Notification> next = this.recorder.selectNotifications(NotificationQuery.after(summary.position(), 1));
		if (next.isEmpty()) {
			return Duration.ZERO;
		}
		Duration age = Duration.between(next.get(0).event().timestamp(), this.clock.instant());
		return age.isNegative() ? Duration.ZERO : age;
	}

	/** Returns whether the age of the first event of a projection can be determined. */
	public boolean hasLagTime(String name) {
		return this.beans.followsOwnLog(name);
	}

}
