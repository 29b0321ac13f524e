package io.eventsourcing.autoconfigure.projection.actuate;

import java.time.Duration;

import io.eventsourcing.autoconfigure.projection.EventSourcingProjectionProperties;
import io.eventsourcing.autoconfigure.projection.ProjectionSummaries;
import io.eventsourcing.autoconfigure.projection.ProjectionSummary;
import io.eventsourcing.projection.ProjectionState.Failure;
import io.eventsourcing.projection.ProjectionStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of one projection. It is down if it is stopped at an event, if a method does
 * not return, if no process runs it for longer than a take-over takes, or if it is too
 * far behind or has too many parked events. A projection that is paused on purpose, or is
 * catching up, is up.
 */
final class ProjectionHealthIndicator extends AbstractHealthIndicator {

	private final String name;

	private final ProjectionSummaries summaries;

	private final EventSourcingProjectionProperties.Health limits;

	private final Duration lease;

	ProjectionHealthIndicator(String name, ProjectionSummaries summaries,
			EventSourcingProjectionProperties properties) {
		super("The state of a projection cannot be read");
		this.name = name;
		this.summaries = summaries;
		this.limits = properties.health();
		this.lease = properties.lease();
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ProjectionSummary summary = this.summaries.of(this.name);
		Duration lagTime = (this.limits.maxLagTime() != null && this.summaries.hasLagTime(this.name))
				? this.summaries.lagTime(this.name) : null;
		int parked = this.summaries.parkedInUse(this.name);
		boolean down = summary.isStopped() || switch (summary.status()) {
			case WAITING -> !this.summaries.isBeingTakenOver(this.name, this.lease);
			case PAUSED -> false;
			default -> isTooFarBehind(summary, lagTime) || hasTooManyParked(parked);
		};
		builder.status(down ? Status.DOWN : Status.UP)
			.withDetail("state", summary.status().name())
			.withDetail("position", summary.position());
		addDetail(builder, "lag", summary.lag());
		addDetail(builder, "log", isLogUnreadable(summary) ? "cannot be read" : null);
		addDetail(builder, "lagTime", lagTime);
		builder.withDetail("parked", parked);
		addDetail(builder, "owner", summary.owner());
		Failure failure = summary.failure();
		if (failure != null && summary.status() != ProjectionStatus.WAITING) {
			builder.withDetail("failedAt", failure.notificationId())
				.withDetail("cause", ProjectionDescriptorFactory.summarize(failure.cause()));
		}
	}

	/** The end of a log whose projection is not in this process may not be known. */
	private static boolean isLogUnreadable(ProjectionSummary summary) {
		return summary.lag() == null && summary.status() != ProjectionStatus.ORPHANED;
	}

	/**
	 * If the log cannot be read, the projection may be behind by any number of events.
	 */
	private boolean isTooFarBehind(ProjectionSummary summary, @Nullable Duration lagTime) {
		Long lag = summary.lag();
		Long maxLag = this.limits.maxLag();
		Duration maxLagTime = this.limits.maxLagTime();
		if (isLogUnreadable(summary)) {
			return maxLag != null || maxLagTime != null;
		}
		return (maxLag != null && lag != null && lag > maxLag)
				|| (maxLagTime != null && lagTime != null && lagTime.compareTo(maxLagTime) > 0);
	}

	private boolean hasTooManyParked(int parked) {
		Integer maxParked = this.limits.maxParked();
		return maxParked != null && parked > maxParked;
	}

	private static void addDetail(Health.Builder builder, String key, @Nullable Object value) {
		if (value != null) {
			builder.withDetail(key, value);
		}
	}

}
