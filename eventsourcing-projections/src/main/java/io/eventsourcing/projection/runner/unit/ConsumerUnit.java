package io.eventsourcing.projection.runner.unit;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import io.eventsourcing.persistence.recorder.Notification;
import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
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

	private final UnitProgress progress;

	/** Null while this process is not the owner. */
	private @Nullable OwnedState owned;

	/** Changes whenever the events that were read ahead no longer follow the position. */
	private int generation;

	/**
	 * Whether the unit is to be released to other processes as soon as no thread holds
	 * it.
	 */
	private boolean leaving;

	/** Whether a thread holds the unit, or the unit is queued. */
	private boolean busy;

	/** Whether there may be requests for parked events. */
	private boolean requested;

	/** Whether there are parked events. */
	private boolean parks;

	/** Whether the thread that holds the unit has to check for events again. */
	private boolean signalled;

	/**
	 * @param handlerTimeout the time after which a handler is reported as stuck, or zero
	 */
	public ConsumerUnit(Consumer consumer, ConsumerId id, int partitionCount, Duration handlerTimeout) {
		this.consumer = consumer;
		this.id = id;
		this.partitionCount = partitionCount;
		this.watch = new HandlerWatch(id.consumer(), handlerTimeout);
		this.progress = new UnitProgress(id.consumer());
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

	public UnitProgress progress() {
		return this.progress;
	}

	public synchronized boolean isOwned() {
		return this.owned != null;
	}

	/**
	 * Returns whether this process is the owner, and the version is the one that is in
	 * use.
	 */
	public synchronized boolean isActive() {
		return this.owned != null && this.owned.active();
	}

	/**
	 * Records that events have been appended.
	 * @param after the id that precedes the first of the events
	 * @param end the id of the last of the events
	 * @param topics the topics of the events
	 * @return whether the unit must be queued
	 */
	public synchronized boolean arrived(long after, long end, Set<String> topics) {
		if (this.owned == null) {
			return false;
		}
		if (this.owned.active() && !this.busy && this.progress.passed() >= after && !this.consumer.handlesAny(topics)) {
			this.progress.passTo(end);
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
		return this.owned != null && this.owned.running() && !this.leaving;
	}

	/**
	 * Begins to process the unit.
	 * @return null if this process must not run it, for example because it is paused
	 */
	synchronized @Nullable Turn begin() {
		this.signalled = false;
		return (this.owned != null && isRunnable()) ? turn(this.owned) : null;
	}

	private Turn turn(OwnedState state) {
		boolean request = this.requested;
		this.requested = false;
		return new Turn(state, this.progress.passed(), this.generation, request);
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
		return this.owned != null && this.parks;
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
		stored(position);
		passed(position, position.notificationId());
	}

	/**
	 * Records the stored position after it was moved past events that the unit does not
	 * handle.
	 */
	public synchronized void stored(TrackedPosition position) {
		if (this.owned != null && this.owned.isCurrent(position)) {
			this.owned = this.owned.at(position);
		}
	}

	/** Records that there are no events to handle up to the id. */
	public synchronized void passed(TrackedPosition position, long id) {
		if (this.owned != null && this.owned.isCurrent(position)) {
			this.progress.passTo(id);
		}
	}

	/**
	 * Acquires the unit if its position is ahead of the stored one and no thread holds
	 * it.
	 * @return the move to be stored, or null
	 */
	public synchronized @Nullable PositionMove acquireMove() {
		long passed = this.progress.passed();
		if (this.owned == null || this.busy || this.leaving || passed <= this.owned.stored().notificationId()) {
			return null;
		}
		this.busy = true;
		return new PositionMove(this.owned.stored(), passed);
	}

	/**
	 * Acquires the unit if it is to be released to other processes and no thread holds
	 * it.
	 */
	public synchronized boolean acquireLeaving() {
		return this.owned != null && this.leaving && acquire();
	}

	/** Marks the unit as one to be released to other processes. */
	public synchronized void leave() {
		this.leaving = true;
	}

	/** Returns whether this process is the owner, and no thread works on the unit. */
	public synchronized boolean isIdle() {
		return this.owned != null && !this.busy;
	}

	/**
	 * Records that this process is now the owner. It starts at the stored position.
	 * @param abandonedBefore whether the previous owner has not released the unit, so
	 * that it may have died while it handled an event
	 */
	public synchronized void grant(TrackedConsumer row, boolean abandonedBefore) {
		this.leaving = false;
		adopt(row, abandonedBefore);
	}

	/**
	 * Adopts the stored state. Called by the thread that holds the unit, or when no
	 * thread can.
	 */
	public synchronized void adopt(TrackedConsumer row) {
		adopt(row, false);
	}

	/**
	 * If the number of partitions has changed, the unit must not continue, because the
	 * row now stands for other aggregates; another unit takes its place.
	 */
	private void adopt(TrackedConsumer row, boolean abandoned) {
		if (row.partitionCount() != this.partitionCount) {
			revoke();
			return;
		}
		this.owned = OwnedState.of(row, abandoned);
		this.generation++;
		this.progress.continueAt(row.position().notificationId(), this.owned.running());
	}

	/** Records that this process is no longer the owner. */
	public synchronized void revoke() {
		this.owned = null;
		this.progress.revoke();
	}

	/**
	 * Adopts the stored owner and the stored state, but not the position, which may
	 * already be out of date.
	 * @return whether the unit was resumed, so that it must be scheduled
	 */
	public synchronized boolean update(@Nullable TrackedConsumer row, UUID runner) {
		if (this.owned == null) {
			return false;
		}
		if (row == null || !row.isOwnedBy(runner) || !this.owned.isCurrent(row.position())) {
			revoke();
			return false;
		}
		boolean wasRunning = this.owned.running();
		boolean isRunning = OwnedState.isRunning(row);
		this.owned = this.owned.running(isRunning);
		this.progress.running(isRunning);
		return !wasRunning && isRunning;
	}

}
