package io.eventsourcing.autoconfigure.projection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.ProjectionStatus;
import io.eventsourcing.projection.Projections;

/**
 * Makes start-up wait until all projections have handled the events that are stored at
 * that time, so that no request finds an incomplete read model.
 */
final class CatchUp {

	private static final Logger LOGGER = System.getLogger(CatchUp.class.getName());

	/** The time between two attempts to read the log of another application. */
	private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(200);

	private final Projections projections;

	private final RunnableProjections beans;

	private final Duration timeout;

	CatchUp(Projections projections, RunnableProjections beans, Duration timeout) {
		this.projections = projections;
		this.beans = beans;
		this.timeout = timeout;
	}

	/**
	 * Waits until the projections have caught up, at most until the timeout. A projection
	 * that has failed is logged and not waited for any longer, because it needs an
	 * operator. One that is paused on purpose is not waited for at all.
	 */
	void await() {
		long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(this.timeout);
		Set<String> awaited = new TreeSet<>();
		Set<String> unreadable = await(deadline, awaited);
		while (!unreadable.isEmpty()) {
			long remaining = deadline - System.nanoTime();
			if (remaining <= 0 || Thread.currentThread().isInterrupted()) {
				unreadable.forEach(this::warnOfUnreadableLog);
				return;
			}
			LockSupport.parkNanos(Math.min(RETRY, remaining));
			unreadable = await(deadline, awaited);
		}
	}

	/**
	 * Waits for the projections whose logs can be read.
	 * @param awaited the projections that have been waited for, to which this method adds
	 * @return the names of the projections whose logs cannot be read
	 */
	private Set<String> await(long deadline, Set<String> awaited) {
		Set<String> unreadable = new TreeSet<>();
		ProjectionSummary.of(this.projections.states()).forEach((name, summary) -> {
			if (summary.status() == ProjectionStatus.PAUSED || !summary.isHere()) {
				return;
			}
			if (summary.head() < 0) {
				unreadable.add(name);
			}
			else if (awaited.add(name)) {
				await(name, summary.head(), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
			}
		});
		unreadable.removeAll(awaited);
		return unreadable;
	}

	private void await(String name, long head, Duration remaining) {
		try {
			if (!this.projections.await(name, head, remaining)) {
				LOGGER.log(Level.WARNING,
						"The projection ''{0}'' has not caught up within {1} (eventsourcing.projections.start-timeout); start-up continues",
						name, this.timeout);
			}
		}
		catch (ProjectionFailedException ex) {
			LOGGER.log(Level.WARNING, "The projection '%s' cannot catch up; start-up continues".formatted(name), ex);
		}
	}

	private void warnOfUnreadableLog(String name) {
		LOGGER.log(Level.WARNING,
				"The projection ''{0}'' has not caught up, because the log ''{1}'' that it follows could not be read within {2} (eventsourcing.projections.start-timeout); start-up continues",
				name, this.beans.followedLog(name), this.timeout);
	}

}
