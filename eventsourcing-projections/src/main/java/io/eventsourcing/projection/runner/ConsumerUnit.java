package io.eventsourcing.projection.runner;

import java.util.Set;
import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.projection.ProjectionFailedException;
import org.jspecify.annotations.Nullable;

/**
 * One projection in this process: whether this process works for it, how far it has come,
 * and whether a thread works on it now. Thread-safe; all fields are guarded by this
 * object.
 * <p>
 * At most one thread works on a unit: the one that has set {@code busy}, or was given the
 * unit by it. What happens meanwhile is noted in {@code signalled}, and that thread looks
 * again before it lets go. So no event is overlooked, and no unit is queued twice.
 */
final class ConsumerUnit {

	private final Consumer consumer;

	/** The position in the table, or null while this process is not the owner. */
	private @Nullable TrackedPosition stored;

	/** Up to here, all events were handled or are events of other topics. */
	private long passed;

	/** Changes whenever what was read ahead no longer follows the position. */
	private int generation;

	/** The event that cannot be handled, and why, or null. */
	private long failedId;

	private @Nullable Throwable failure;

	private boolean paused;

	/** Whether the unit is to be given back as soon as no thread works on it. */
	private boolean leaving;

	/** Whether a thread works on the unit, or it is queued for one. */
	private boolean busy;

	/** Whether something was requested for the parked events. */
	private boolean requested;

	/** Whether there are parked events. */
	private boolean parks;

	/** Whether the thread that works on the unit has to look for events again. */
	private boolean signalled;

	/**
	 * What a thread finds when it begins to work on a unit.
	 *
	 * @param stored the stored position
	 * @param passed the id up to which there is nothing to do
	 * @param generation changes whenever events that were read ahead must be discarded
	 * @param requested whether something was requested for the parked events
	 */
	record Turn(TrackedPosition stored, long passed, int generation, boolean requested) {
	}

	ConsumerUnit(Consumer consumer) {
		this.consumer = consumer;
	}

	ConsumerId id() {
		return this.consumer.id();
	}

	Consumer consumer() {
		return this.consumer;
	}

	synchronized boolean isOwned() {
		return this.stored != null;
	}

	/** Returns the id up to which all events were handled, or null if not the owner. */
	synchronized @Nullable Long passed() {
		return (this.stored != null) ? this.passed : null;
	}

	/**
	 * Notes that events have been appended.
	 * @param after the id that precedes the first of the events
	 * @param end the id of the last one
	 * @param topics their topics
	 * @return whether the unit must be queued
	 */
	synchronized boolean arrived(long after, long end, Set<String> topics) {
		if (this.stored == null) {
			return false;
		}
		if (!this.busy && this.passed >= after && !this.consumer.handlesAny(topics)) {
			passTo(end);
			return false;
		}
		return schedule();
	}

	/**
	 * Requests that a thread look for events; returns whether the unit must be queued.
	 */
	synchronized boolean schedule() {
		this.signalled = true;
		return isRunnable() && acquire();
	}

	private boolean acquire() {
		boolean free = !this.busy;
		this.busy = true;
		return free;
	}

	private boolean isRunnable() {
		return this.stored != null && !this.paused && !this.leaving;
	}

	/**
	 * Begins to work on the unit.
	 * @return null if there is nothing to do here
	 */
	synchronized @Nullable Turn begin() {
		this.signalled = false;
		return (this.stored != null && isRunnable()) ? turn(this.stored) : null;
	}

	private Turn turn(TrackedPosition position) {
		boolean request = this.requested;
		this.requested = false;
		return new Turn(position, this.passed, this.generation, request);
	}

	/** Notes that something was requested for the parked events. */
	synchronized void request() {
		this.requested = true;
	}

	/** Notes whether there are parked events. */
	synchronized void parks(boolean value) {
		this.parks = value;
	}

	/** Returns whether this process is the owner, and there are parked events. */
	synchronized boolean hasParkedEvents() {
		return this.stored != null && this.parks;
	}

	/**
	 * Lets go of the unit.
	 * @param more whether there is certainly more to do
	 * @return whether the unit must be queued again
	 */
	synchronized boolean end(boolean more) {
		this.busy = isRunnable() && (more || this.signalled);
		return this.busy;
	}

	/** Notes that a position was stored, by the thread that works on the unit. */
	synchronized void advanced(TrackedPosition position) {
		if (this.stored != null && this.stored.epoch() == position.epoch()) {
			this.stored = position;
			passTo(position.notificationId());
		}
	}

	/**
	 * Notes what is stored now, because the position was moved without handling events.
	 */
	synchronized void stored(TrackedPosition position) {
		if (this.stored != null && this.stored.epoch() == position.epoch()) {
			this.stored = position;
		}
	}

	/** Notes that there is no event to handle up to the id. */
	synchronized void passed(TrackedPosition position, long id) {
		if (this.stored != null && this.stored.epoch() == position.epoch()) {
			passTo(id);
		}
	}

	private void passTo(long id) {
		if (id > this.passed) {
			this.passed = id;
			this.failure = null;
			notifyAll();
		}
	}

	/** Notes that the unit waits in front of an event that it cannot handle. */
	synchronized void failed(long id, Throwable cause) {
		this.failedId = id;
		this.failure = cause;
		notifyAll();
	}

	/**
	 * Waits until all events up to the id have been handled.
	 * @return whether they have; false if the time is over, or if this process is not the
	 * owner
	 * @throws ProjectionFailedException if one of these events cannot be handled
	 */
	synchronized boolean await(long id, long nanos) {
		long deadline = System.nanoTime() + nanos;
		while (this.stored != null && this.passed < id) {
			if (this.failure != null && this.failedId <= id) {
				throw new ProjectionFailedException(id().consumer(), this.failure);
			}
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				return false;
			}
			await(left);
		}
		return this.stored != null;
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

	/**
	 * Takes hold of the unit if it has passed events without storing its position, and no
	 * thread works on it.
	 * @return the move to be stored, or null
	 */
	synchronized @Nullable PositionMove acquireMove() {
		if (this.stored == null || this.busy || this.leaving || this.passed <= this.stored.notificationId()) {
			return null;
		}
		this.busy = true;
		return new PositionMove(this.stored, this.passed);
	}

	/** Takes hold of the unit if it is to be given back, and no thread works on it. */
	synchronized boolean acquireLeaving() {
		return this.stored != null && this.leaving && acquire();
	}

	/** Begins to give the unit back. */
	synchronized void leave() {
		this.leaving = true;
	}

	/** Returns whether this process is the owner, and no thread works on the unit. */
	synchronized boolean isIdle() {
		return this.stored != null && !this.busy;
	}

	/** This process is now the owner, and begins at the stored position. */
	synchronized void grant(TrackedConsumer row) {
		this.leaving = false;
		believe(row);
	}

	/**
	 * Adopts what is stored; called by the thread that works on the unit, or when none
	 * can.
	 */
	synchronized void believe(TrackedConsumer row) {
		this.stored = row.position();
		this.passed = row.position().notificationId();
		this.paused = row.state() == ConsumerState.PAUSED;
		this.generation++;
		this.failure = null;
		notifyAll();
	}

	/** This process is no longer the owner. */
	synchronized void revoke() {
		this.stored = null;
		notifyAll();
	}

	/**
	 * Compares with what is stored about the owner and the state. The stored position may
	 * already be out of date.
	 * @return whether the unit was resumed, so that it must be scheduled
	 */
	synchronized boolean look(@Nullable TrackedConsumer row, UUID runner) {
		if (this.stored == null) {
			return false;
		}
		if (row == null || !row.isOwnedBy(runner) || row.position().epoch() != this.stored.epoch()) {
			revoke();
			return false;
		}
		boolean resumed = this.paused && row.state() == ConsumerState.RUNNING;
		this.paused = row.state() == ConsumerState.PAUSED;
		return resumed;
	}

}
