package io.eventsourcing.persistence.jdbc.append;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

import io.eventsourcing.persistence.recorder.AppendObserver;
import io.eventsourcing.persistence.recorder.AppendObserver.Group;

/**
 * Measures groups for an observer. Without one, it does not even read the clock.
 * Thread-safe.
 */
public final class GroupObservation {

	private static final Logger LOGGER = System.getLogger(GroupObservation.class.getName());

	private final AppendObserver observer;

	private final boolean observed;

	public GroupObservation(AppendObserver observer) {
		this.observer = observer;
		this.observed = observer != AppendObserver.NONE;
	}

	/** Begins to measure; returns the value to pass to {@link #stored}. */
	long begin() {
		return this.observed ? System.nanoTime() : 0;
	}

	/**
	 * Reports a group, and throws nothing: its events are already stored, so that their
	 * saves must not fail.
	 * @param calledAt the time of the call that has waited longest, a value of
	 * {@link System#nanoTime()}
	 * @param begunAt the result of {@link #begin()}
	 */
	void stored(CommitGroup group, long calledAt, long begunAt) {
		if (!this.observed) {
			return;
		}
		try {
			this.observer.stored(new Group(group.size(), group.countEvents(), Duration.ofNanos(begunAt - calledAt),
					Duration.ofNanos(System.nanoTime() - begunAt)));
		}
		catch (Throwable ex) {
			log(ex);
		}
	}

	private static void log(Throwable failure) {
		try {
			LOGGER.log(Level.ERROR, "An observer of saves failed", failure);
		}
		catch (Throwable ex) {
			// Without memory or stack, nothing can be logged, and the save must not fail
		}
	}

}
