package io.eventsourcing.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts the reads from the store that are in progress. If the store were closed during a
 * read, its connection would break, and the connection pool would log an error.
 * <p>
 * A read is counted before it checks whether its subscription is closed, and
 * {@link #awaitNone} is called after subscriptions have been closed. Both use one lock,
 * so either the read is seen and waited for, or it sees that it must not begin.
 */
final class RunningReads {

	private final Lock lock = new ReentrantLock();

	private final Condition none = this.lock.newCondition();

	private int count;

	/** Runs a read and returns its result, or returns null if it must not begin. */
	<T> @Nullable T run(BooleanSupplier closed, Supplier<T> read) {
		add(1);
		try {
			return closed.getAsBoolean() ? null : read.get();
		}
		finally {
			add(-1);
		}
	}

	private void add(int difference) {
		this.lock.lock();
		try {
			this.count += difference;
			if (this.count == 0) {
				this.none.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until no read is in progress.
	 * @return false if a read is still in progress after the timeout, or if the thread is
	 * interrupted
	 */
	boolean awaitNone(Duration timeout) {
		this.lock.lock();
		try {
			long nanos = timeout.toNanos();
			while (this.count > 0 && nanos > 0) {
				nanos = this.none.awaitNanos(nanos);
			}
			return this.count == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
