package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.eventsourcing.domain.EventSourcingException;

/**
 * Lets a reader of the log wait until it is told to look again. A signal that comes
 * between {@link #reset()} and {@link #await()} is not lost: so reset first, then look,
 * then wait.
 */
final class NewEventsSignal {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final long maxWaitNanos;

	private boolean signalled;

	private volatile boolean closed;

	/**
	 * @param maxWait after which waiting ends without a signal
	 */
	NewEventsSignal(Duration maxWait) {
		this.maxWaitNanos = maxWait.toNanos();
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

	void await() {
		this.lock.lock();
		try {
			long nanos = this.maxWaitNanos;
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

	void close() {
		this.closed = true;
		signal();
	}

}
