package io.eventsourcing.autoconfigure.support;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The lock of values that are read one at a time. While a read does not return, other
 * threads wait until it has taken an interval, however many values each of them asks for.
 * Thread-safe.
 */
final class ReadLock {

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * When the read in progress has begun; null if there is none, or if it is just
	 * beginning or ending.
	 */
	private volatile @Nullable Long begun;

	/**
	 * Begins a read when no other one is in progress.
	 * @param interval the time in nanoseconds that the calling thread waits, less the
	 * time that the read in progress has already taken
	 * @return whether the read has begun, which {@link #end()} must then end
	 */
	boolean begin(long interval) {
		long start = System.nanoTime();
		try {
			while (!this.lock.tryLock()) {
				long left = interval - elapsedSince(start);
				if (left <= 0) {
					return false;
				}
				if (this.lock.tryLock(left, TimeUnit.NANOSECONDS)) {
					break;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		this.begun = System.nanoTime();
		return true;
	}

	/** Returns for how long the caller has waited or, if that is longer, the read. */
	private long elapsedSince(long start) {
		Long reading = this.begun;
		long now = System.nanoTime();
		return Math.max(now - start, (reading != null) ? now - reading : 0);
	}

	/** Ends the read of the calling thread. */
	void end() {
		this.begun = null;
		this.lock.unlock();
	}

}
