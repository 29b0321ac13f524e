package io.eventsourcing.autoconfigure.projection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.autoconfigure.support.Cached;
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
public final class ProjectionSummaries {

	private final Cached<Map<String, ProjectionSummary>> summaries;

	private final Map<String, Cached<Integer>> parked = new ConcurrentHashMap<>();

	private final ParkedEvents parkedEvents;

	private final RunnableProjections beans;

	private final ApplicationRecorder recorder;

	private final Clock clock;

	ProjectionSummaries(Projections projections, ParkedEvents parkedEvents, RunnableProjections beans,
			ApplicationRecorder recorder, Clock clock) {
		this.summaries = new Cached<>(() -> ProjectionSummary.of(projections.states()));
		this.parkedEvents = parkedEvents;
		this.beans = beans;
		this.recorder = recorder;
		this.clock = clock;
	}

	/**
	 * Returns the state of a projection that is a bean.
	 * @throws IllegalStateException if its position is not known
	 */
	public ProjectionSummary of(String name) {
		ProjectionSummary summary = this.summaries.get().get(name);
		if (summary == null) {
			throw new IllegalStateException("The position of the projection '%s' is not known".formatted(name));
		}
		return summary;
	}

	/** Returns the number of parked events of a projection that is a bean. */
	public int parked(String name) {
		return this.parked.computeIfAbsent(name, (key) -> new Cached<>(() -> this.parkedEvents.count(key))).get();
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
		ProjectionSummary summary = of(name);
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
