package io.eventsourcing.projection.runner.unit;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.projection.ProjectionFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the id up to which a unit has handled all events, and lets threads wait for it.
 * Thread-safe: all fields are guarded by this object.
 * <p>
 * The unit updates this object while it holds its own monitor, so that both change in the
 * same order. A thread that waits holds only the monitor of this object, so it never
 * blocks the unit.
 */
public final class UnitProgress {

	private final String projection;

	/** Whether this process is the owner. */
	private boolean owned;

	/**
	 * Whether the unit is supposed to handle events: it is neither paused nor retired.
	 */
	private boolean running;

	/** The id up to which all events have been handled or have other topics. */
	private long passed;

	/** The event at which the unit is stopped; valid only if there is a failure. */
	private long failedId;

	private @Nullable Throwable failure;

	UnitProgress(String projection) {
		this.projection = projection;
	}

	/** Returns the id up to which all events have been handled. */
	synchronized long passed() {
		return this.passed;
	}

	/**
	 * Returns the id up to which all events have been handled, or null if this process is
	 * not the owner.
	 */
	public synchronized @Nullable Long passedIfOwned() {
		return this.owned ? this.passed : null;
	}

	/**
	 * Records that this process is the owner, and continues at a stored position.
	 * @param run whether the unit is supposed to handle events
	 */
	synchronized void continueAt(long id, boolean run) {
		this.owned = true;
		this.running = run;
		this.passed = id;
		this.failure = null;
		notifyAll();
	}

	/**
	 * Records whether the unit is supposed to handle events. If it is not, threads no
	 * longer wait here, where nothing would wake them.
	 */
	synchronized void running(boolean run) {
		this.running = run;
		notifyAll();
	}

	/** Records that there are no events left to handle up to the id. */
	synchronized void passTo(long id) {
		if (id > this.passed) {
			this.passed = id;
			this.failure = null;
			notifyAll();
		}
	}

	/** Records that the unit is stopped at an event that it cannot handle. */
	synchronized void failed(long id, Throwable cause) {
		this.failedId = id;
		this.failure = cause;
		notifyAll();
	}

	/** Records that this process is no longer the owner. */
	synchronized void revoke() {
		this.owned = false;
		notifyAll();
	}

	/**
	 * Waits until all events up to the id have been handled.
	 * @return true if they have been handled; false if the timeout has elapsed, if this
	 * process is not the owner, or if the unit is paused
	 * @throws ProjectionFailedException if one of these events cannot be handled
	 */
	public synchronized boolean await(long id, long nanos) {
		long deadline = System.nanoTime() + nanos;
		while (this.owned && this.passed < id) {
			if (this.failure != null && this.failedId <= id) {
				throw new ProjectionFailedException(this.projection, this.failure);
			}
			long left = deadline - System.nanoTime();
			if (left <= 0 || !this.running) {
				return false;
			}
			await(left);
		}
		return this.owned;
	}

	private void await(long nanos) {
		try {
			wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EventSourcingException("Interrupted while waiting for a projection", ex);
		}
	}

}
