package io.eventsourcing.persistence.memory;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.Function;

import io.eventsourcing.persistence.exception.AppendLockHeldException;
import io.eventsourcing.persistence.exception.AppendLockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Prevents other transactions and saves from appending while a transaction that has
 * appended events has not ended. Ids are assigned when events are appended: if others
 * appended in the meantime and were committed first, a reader would move past the ids of
 * the transaction before they are visible. The lock belongs to a transaction, not to a
 * thread, because some transaction managers end a transaction in another thread. Guarded
 * by the mutex of the recorder.
 */
final class AppendLock {

	private final Condition released;

	private final Duration timeout;

	private @Nullable MemoryTransaction owner;

	/**
	 * @param released a condition of the mutex
	 * @param timeout the maximum time to wait for another owner
	 */
	AppendLock(Condition released, Duration timeout) {
		this.released = released;
		this.timeout = timeout;
	}

	/** Acquires the lock for a transaction, which may already hold it. */
	void acquire(MemoryTransaction transaction) {
		if (this.owner != transaction) {
			await();
			this.owner = transaction;
		}
	}

	/**
	 * Waits until the lock is free. An interrupt does not end the wait; the interrupted
	 * status is restored for the caller.
	 * @throws AppendLockTimeoutException if a transaction holds the lock for too long
	 * @throws AppendLockHeldException if a transaction of the calling thread holds it
	 */
	void await() {
		requireNotHeldByThread(AppendLockHeldException::forSave);
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
			throw new AppendLockTimeoutException(this.timeout, this.owner.describeHolder(), null);
		}
	}

	/**
	 * Rejects work that would wait for a transaction of the calling thread.
	 * @param exception creates the exception, from the name of the transaction
	 */
	void requireNotHeldByThread(Function<@Nullable String, ? extends RuntimeException> exception) {
		if (this.owner != null && this.owner.isOfCurrentThread()) {
			throw exception.apply(this.owner.name());
		}
	}

	boolean isHeld() {
		return this.owner != null;
	}

	boolean isHeldBy(@Nullable MemoryTransaction transaction) {
		return this.owner != null && this.owner == transaction;
	}

	/** Releases the lock if the transaction holds it, and returns whether it did. */
	boolean release(MemoryTransaction transaction) {
		if (this.owner != transaction) {
			return false;
		}
		this.owner = null;
		this.released.signalAll();
		return true;
	}

}
