package io.eventsourcing.autoconfigure.projection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;

import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;

/**
 * Makes start-up wait until all projections have handled the events that are stored at
 * that time, so that no request finds an incomplete read model.
 */
final class CatchUp {

	private static final Logger LOGGER = System.getLogger(CatchUp.class.getName());

	private final Projections projections;

	private final Duration timeout;

	CatchUp(Projections projections, Duration timeout) {
		this.projections = projections;
		this.timeout = timeout;
	}

	/**
	 * Waits until the projections have caught up, at most until the timeout. A projection
	 * that has failed is logged and left behind: start-up would not mend it. One that is
	 * paused on purpose is not waited for.
	 */
	void await() {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		for (Map.Entry<String, ProjectionSummary> each : ProjectionSummary.of(this.projections.states()).entrySet()) {
			ProjectionSummary summary = each.getValue();
			if (summary.status() != ProjectionStatus.PAUSED && summary.status() != ProjectionStatus.ORPHANED) {
				await(each.getKey(), summary.partitions().get(0).head(),
						Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
			}
		}
	}

	private void await(String name, long head, Duration remaining) {
		try {
			if (!this.projections.await(name, head, remaining)) {
				LOGGER.log(Level.WARNING,
						"The projection ''{0}'' has not caught up within {1} seconds (eventsourcing.projections.start-timeout); start-up continues",
						name, Long.toString(this.timeout.toSeconds()));
			}
		}
		catch (ProjectionFailedException ex) {
			LOGGER.log(Level.WARNING, "The projection '%s' cannot catch up; start-up continues".formatted(name), ex);
		}
	}

}
