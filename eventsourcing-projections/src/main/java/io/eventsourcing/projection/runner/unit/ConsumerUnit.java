package io.eventsourcing.projection.runner.unit;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Recording;
import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import io.eventsourcing.projection.ProjectionFailedException;
import io.eventsourcing.projection.runner.consumer.Consumer;
import io.eventsourcing.projection.runner.consumer.HandlerWatch;
import io.eventsourcing.projection.runner.consumer.Partitions;
import org.jspecify.annotations.Nullable;

/**
 * The state of one partition of a projection in this process: whether this process is its
 * owner, its position, and whether a thread is processing it. Thread-safe: all fields are
 * guarded by this object.
 * <p>
 * At most one thread holds a unit: the thread that has set {@code busy}, or the worker
 * thread that takes the unit from the queue afterwards. Whatever happens in the meantime
 * sets {@code signalled}, which the thread checks before it releases the unit. Therefore
 * no event is overlooked, and no unit is queued twice.
 */
public final class ConsumerUnit {

	private final Consumer consumer;

	private final ConsumerId id;

	private final int partitionCount;

	private final HandlerWatch watch;

	/** The position in the table, or null while this process is not the owner. */
	private @Nullable TrackedPosition stored;

	/** The id up to which all events have been handled or have other topics. */
	private long passed;

	/** The id up to which the events were already handled once. */
	private long replayUntil;

	/** Whether the version is the one that is in use. */
	private boolean active;

	/** Changes whenever the events that were read ahead no longer follow the position. */
	private int generation;

	/** The event at which the unit is stopped; valid only if there is a failure. */
	private long failedId;

	private @Nullable Throwable failure;

	private boolean running;

	/**
	 * Whether the unit is to be released to other processes as soon as no thread holds
	 * it.
	 */
	private boolean leaving;

	/** Whether the previous owner has not released the unit. */
	private boolean abandoned;

	/** Whether a thread holds the unit, or the unit is queued. */
	private boolean busy;

	/** Whether there may be requests for parked events. */
	private boolean requested;

	/** Whether there are parked events. */
	private boolean parks;

	/** Whether the thread that holds the unit has to check for events again. */
	private boolean signalled;

	/**
	 * The state of a unit when a thread begins to process it.
	 *
	 * @param stored the stored position
	 * @param passed the id up to which there are no events left to handle
	 * @param replayUntil the id up to which the events were already handled once
	 * @param active whether the version is the one that is in use
	 * @param generation changes whenever events that were read ahead must be discarded
	 * @param requested whether there may be requests for parked events
	 * @param abandoned whether the previous owner has not released the unit
	 */
	public record Turn(TrackedPosition stored, long passed, long replayUntil, boolean active, int generation,
			boolean requested, boolean abandoned) {

		/**
		 * Returns whether an event was already handled, so that it has no side effects.
		 */
		boolean isReplay(Recording recording) {
			return !this.active || recording.notificationId() <= this.replayUntil;
		}

	}

	/**
	 * @param handlerTimeout the time after which a handler is reported as stuck, or zero
	 */
	public ConsumerUnit(Consumer consumer, ConsumerId id, int partitionCount, Duration handlerTimeout) {
		this.consumer = consumer;
		this.id = id;
		this.partitionCount = partitionCount;
		this.watch = new HandlerWatch(id.consumer(), handlerTimeout);
	}

	public ConsumerId id() {
		return this.id;
	}

	public int partitionCount() {
		return this.partitionCount;
	}

	/** Returns whether the event belongs to the partition of the unit. */
	public boolean contains(Notification event) {
		return this.partitionCount == 1
				|| Partitions.of(event.event().originatorId(), this.partitionCount) == this.id.partition();
	}

	public Consumer consumer() {
		return this.consumer;
	}

	public HandlerWatch watch() {
		return this.watch;
	}

	public synchronized boolean isOwned() {
		return this.stored != null;
	}

	/**
	 * Returns whether this process is the owner, and the version is the one that is in
	 * use.
	 */
	public synchronized boolean isActive() {
		return this.stored != null && this.active;
	}

	/**
	 * Returns the id up to which all events have been handled, or null if this process is
	 * not the owner.
	 */
	public synchronized @Nullable Long passed() {
		return (this.stored != null) ? this.passed : null;
	}

	/**
	 * Records that events have been appended.
	 * @param after the id that precedes the first of the events
	 * @param end the id of the last of the events
	 * @param topics the topics of the events
	 * @return whether the unit must be queued
	 */
	public synchronized boolean arrived(long after, long end, Set<String> topics) {
		if (this.stored == null) {
			return false;
		}
		if (this.active && !this.busy && this.passed >= after && !this.consumer.handlesAny(topics)) {
			passTo(end);
			return false;
		}
		return schedule();
	}

	/**
	 * Requests that a thread check for events; returns whether the caller must queue the
	 * unit.
	 */
	public synchronized boolean schedule() {
		this.signalled = true;
		return isRunnable() && acquire();
	}

	private boolean acquire() {
		boolean free = !this.busy;
		this.busy = true;
		return free;
	}

	private boolean isRunnable() {
		return this.stored != null && this.running && !this.leaving;
	}

	/**
	 * Begins to process the unit.
	 * @return null if this process must not run it, for example because it is paused
	 */
	public synchronized @Nullable Turn begin() {
		this.signalled = false;
		return (this.stored != null && isRunnable()) ? turn(this.stored) : null;
	}

	private Turn turn(TrackedPosition position) {
		boolean request = this.requested;
		this.requested = false;
		return new Turn(position, this.passed, this.replayUntil, this.active, this.generation, request, this.abandoned);
	}

	/** Records that there may be requests for parked events. */
	public synchronized void request() {
		this.requested = true;
	}

	/** Records whether there are parked events. */
	public synchronized void parks(boolean value) {
		this.parks = value;
	}

	/** Returns whether this process is the owner, and there are parked events. */
	public synchronized boolean hasParkedEvents() {
		return this.stored != null && this.parks;
	}

	/**
	 * Ends the processing of the unit by the thread that holds it.
	 * @param more whether the unit must be processed again in any case
	 * @return whether the unit must be queued again
	 */
	public synchronized boolean end(boolean more) {
		this.busy = isRunnable() && (more || this.signalled);
		return this.busy;
	}

	/** Records that the thread that holds the unit has stored a position. */
	public synchronized void advanced(TrackedPosition position) {
		if (this.stored != null && this.stored.epoch() == position.epoch()) {
			this.stored = position;
			passTo(position.notificationId());
		}
	}

	/**
	 * Records the stored position after it was moved past events that the unit does not
	 * handle.
	 */
	public synchronized void stored(TrackedPosition position) {
		if (this.stored != null && this.stored.epoch() == position.epoch()) {
			this.stored = position;
		}
	}

	/** Records that there are no events to handle up to the id. */
	public synchronized void passed(TrackedPosition position, long id) {
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

	/** Records that the unit is stopped at an event that it cannot handle. */
	public synchronized void failed(long id, Throwable cause) {
		this.failedId = id;
		this.failure = cause;
		notifyAll();
	}

	/**
	 * Waits until all events up to the id have been handled.
	 * @return true if they have been handled; false if the timeout has elapsed, or if
	 * this process is not the owner
	 * @throws ProjectionFailedException if one of these events cannot be handled
	 */
	public synchronized boolean await(long id, long nanos) {
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
	 * Acquires the unit if its position is ahead of the stored one and no thread holds
	 * it.
	 * @return the move to be stored, or null
	 */
	public synchronized @Nullable PositionMove acquireMove() {
		if (this.stored == null || this.busy || this.leaving || this.passed <= this.stored.notificationId()) {
			return null;
		}
		this.busy = true;
		return new PositionMove(this.stored, this.passed);
	}

	/**
	 * Acquires the unit if it is to be released to other processes and no thread holds
	 * it.
	 */
	public synchronized boolean acquireLeaving() {
		return this.stored != null && this.leaving && acquire();
	}

	/** Marks the unit as one to be released to other processes. */
	public synchronized void leave() {
		this.leaving = true;
	}

	/** Returns whether this process is the owner, and no thread works on the unit. */
	public synchronized boolean isIdle() {
		return this.stored != null && !this.busy;
	}

	/**
	 * Records that this process is now the owner. It starts at the stored position.
	 * @param abandonedBefore whether the previous owner has not released the unit, so
	 * that it may have died while it handled an event
	 */
	public synchronized void grant(TrackedConsumer row, boolean abandonedBefore) {
		this.leaving = false;
		believe(row);
		this.abandoned = abandonedBefore;
	}

	/**
	 * Adopts the stored state. Called by the thread that holds the unit, or when no
	 * thread can. If the number of partitions has changed, the unit must not continue,
	 * because the row now stands for other aggregates; another unit takes its place.
	 */
	public synchronized void believe(TrackedConsumer row) {
		if (row.partitionCount() != this.partitionCount) {
			revoke();
			return;
		}
		this.stored = row.position();
		this.passed = row.position().notificationId();
		this.replayUntil = row.replayUntil();
		this.active = row.active();
		this.running = row.state() == ConsumerState.RUNNING;
		this.generation++;
		this.failure = null;
		this.abandoned = false;
		notifyAll();
	}

	/** Records that this process is no longer the owner. */
	public synchronized void revoke() {
		this.stored = null;
		notifyAll();
	}

	/**
	 * Adopts the stored owner and the stored state, but not the position, which may
	 * already be out of date.
	 * @return whether the unit was resumed, so that it must be scheduled
	 */
	public synchronized boolean look(@Nullable TrackedConsumer row, UUID runner) {
		if (this.stored == null) {
			return false;
		}
		if (row == null || !row.isOwnedBy(runner) || row.position().epoch() != this.stored.epoch()) {
			revoke();
			return false;
		}
		boolean resumed = !this.running && row.state() == ConsumerState.RUNNING;
		this.running = row.state() == ConsumerState.RUNNING;
		return resumed;
	}

}
