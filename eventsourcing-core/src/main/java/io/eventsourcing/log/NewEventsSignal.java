package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Lets the reader of a subscription wait until events have been appended.
 * <p>
 * Without care, the reader would notice events that are appended after it has read and
 * before it waits only at the next poll. So it first calls {@link #reset()}, then reads,
 * then waits: {@code signalled} keeps every signal since the reset, and {@link #await()}
 * returns at once if there was one. {@code closed} is never reset.
 */
final class NewEventsSignal {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final long pollNanos;

	private boolean signalled;

	private volatile boolean closed;

	/**
	 * @param pollInterval the time after which the reader reads again without a signal
	 */
	NewEventsSignal(Duration pollInterval) {
		this.pollNanos = pollInterval.toNanos();
	}

	void reset() {
		this.lock.lock();
		try {
			this.signalled = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	void signal() {
		this.lock.lock();
		try {
			this.signalled = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for a signal since the last reset, for the end, or for the next poll. */
	void await() {
		this.lock.lock();
		try {
			long nanos = this.pollNanos;
			while (!this.signalled && !this.closed && nanos > 0) {
				nanos = this.changed.awaitNanos(nanos);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EventSourcingException("Interrupted while waiting for notifications", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	/** Ends the current wait and all later ones. */
	void close() {
		this.closed = true;
		signal();
	}

}
