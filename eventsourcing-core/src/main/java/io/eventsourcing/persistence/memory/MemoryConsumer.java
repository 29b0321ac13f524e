package io.eventsourcing.persistence.memory;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.eventsourcing.persistence.tracking.ConsumerFailure;
import io.eventsourcing.persistence.tracking.ConsumerState;
import io.eventsourcing.persistence.tracking.PositionMove;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackedPosition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a {@link MemoryTrackingRecorder}. Its lock takes the place of the row
 * lock of a database: it is held while the consumer handles events, so that nothing
 * changes the position in the meantime. All changes require the lock; readers see the
 * last complete change, as after a commit, in the volatile field {@code current}.
 */
final class MemoryConsumer {

	private final ReentrantLock lock = new ReentrantLock();

	private volatile TrackedConsumer current;

	/** The event whose handling began last; guarded by the lock. */
	private long startedId;

	/** How often the handling of this event has begun; guarded by the lock. */
	private int started;

	MemoryConsumer(TrackedConsumer registered, long epoch) {
		this.current = with(registered,
				new TrackedPosition(registered.id(), registered.position().notificationId(), epoch), registered.state(),
				null, Instant.now(), null);
	}

	private static TrackedConsumer with(TrackedConsumer old, TrackedPosition position, ConsumerState state,
			@Nullable Runner owner, Instant changedAt, @Nullable ConsumerFailure failure) {
		return new TrackedConsumer(position, old.replayUntil(), old.partitionCount(), old.active(), state, owner,
				old.leased(), changedAt, failure);
	}

	/** Performs a change, waiting for a change in progress. */
	<T> T locked(Supplier<T> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Performs a change, unless another one is in progress.
	 * @return whether it was performed
	 */
	boolean unlessLocked(Runnable change) {
		boolean free = this.lock.tryLock();
		if (free) {
			try {
				change.run();
			}
			finally {
				this.lock.unlock();
			}
		}
		return free;
	}

	/** Returns the state of the consumer, without its active version and its lease. */
	TrackedConsumer current() {
		return this.current;
	}

	@Nullable Runner owner() {
		return this.current.owner();
	}

	boolean isRunningAt(TrackedPosition expected) {
		return this.current.state() == ConsumerState.RUNNING && this.current.position().equals(expected);
	}

	/**
	 * Moves the position after events have been handled. If it stays the same, so does
	 * the failure, which is that of the next event.
	 */
	void succeed(TrackedPosition moved) {
		update(moved, moved.equals(this.current.position()) ? this.current.failure() : null);
	}

	/** Moves the position past events that the consumer does not handle. */
	void pass(PositionMove move) {
		if (isRunningAt(move.expected())) {
			ConsumerFailure failure = this.current.failure();
			boolean passed = failure != null && failure.notificationId() <= move.to();
			update(move.expected().movedTo(move.to()), passed ? null : failure);
		}
	}

	int fail(TrackedPosition expected, long failedId, String cause) {
		if (!this.current.position().equals(expected)) {
			return 0;
		}
		ConsumerFailure last = this.current.failure();
		int attempts = (last != null && last.notificationId() == failedId) ? last.attempts() + 1 : 1;
		update(expected, new ConsumerFailure(failedId, attempts, Instant.now(), ConsumerFailure.storable(cause)));
		return attempts;
	}

	int start(TrackedPosition expected, long notificationId) {
		if (!this.current.position().equals(expected)) {
			return 0;
		}
		this.started = (this.startedId == notificationId) ? this.started + 1 : 1;
		this.startedId = notificationId;
		return this.started;
	}

	private void update(TrackedPosition position, @Nullable ConsumerFailure failure) {
		TrackedConsumer old = this.current;
		this.current = with(old, position, old.state(), old.owner(), old.changedAt(), failure);
	}

	/** Adopts a state, and increments the epoch. */
	void adopt(TrackedConsumer changed) {
		this.startedId = 0;
		TrackedConsumer old = this.current;
		TrackedPosition position = new TrackedPosition(old.id(), changed.position().notificationId(),
				old.position().epoch() + 1);
		Instant changedAt = (old.state() != changed.state()) ? Instant.now() : old.changedAt();
		this.current = with(changed, position, changed.state(), old.owner(), changedAt, changed.failure());
	}

	/** Makes a process the owner, and increments the epoch. */
	void setOwner(Runner owner) {
		TrackedConsumer old = this.current;
		TrackedPosition position = new TrackedPosition(old.id(), old.position().notificationId(),
				old.position().epoch() + 1);
		this.current = with(old, position, old.state(), owner, Instant.now(), old.failure());
	}

	/** Clears the owner if it is the given process. */
	void release(UUID runnerId) {
		TrackedConsumer old = this.current;
		if (old.isOwnedBy(runnerId)) {
			this.current = with(old, old.position(), old.state(), null, Instant.now(), old.failure());
		}
	}

}
