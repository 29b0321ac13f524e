package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

import io.eventsourcing.persistence.recorder.AppendLockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others from appending while a transaction has appended events and has not ended.
 * Ids are given out when events are appended; if others appended meanwhile and were
 * committed first, a reader would pass the ids of the transaction before they are
 * visible. It belongs to a transaction, not to a thread, because some transaction
 * managers end a transaction in another thread. Guarded by the mutex of the recorder.
 */
final class AppendLock {

	private final Condition released;

	private final Duration timeout;

	private @Nullable MemoryTransaction owner;

	/**
	 * @param released a condition of the mutex
	 * @param timeout how long to wait for another owner
	 */
	AppendLock(Condition released, Duration timeout) {
		this.released = released;
		this.timeout = timeout;
	}

	/** Acquires the lock for a transaction, which may hold it already. */
	void acquire(MemoryTransaction transaction) {
		if (this.owner != transaction) {
			await();
			this.owner = transaction;
		}
	}

	/**
	 * Waits until nobody holds the lock. An interrupt does not end the wait; it is kept
	 * for the caller.
	 * @throws AppendLockTimeoutException if a transaction holds it for too long
	 */
	void await() {
		long nanos = this.timeout.toNanos();
		boolean interrupted = false;
		long deadline = System.nanoTime() + nanos;
		while (this.owner != null && nanos > 0) {
			try {
				this.released.awaitNanos(nanos);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			nanos = deadline - System.nanoTime();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (this.owner != null) {
			throw new AppendLockTimeoutException(this.timeout, null);
		}
	}

	boolean isHeld() {
		return this.owner != null;
	}

	boolean isHeldBy(@Nullable MemoryTransaction transaction) {
		return this.owner != null && this.owner == transaction;
	}

	/** Returns whether the transaction held the lock. */
	boolean release(MemoryTransaction transaction) {
		if (this.owner != transaction) {
			return false;
		}
		this.owner = null;
		this.released.signalAll();
		return true;
	}

}
