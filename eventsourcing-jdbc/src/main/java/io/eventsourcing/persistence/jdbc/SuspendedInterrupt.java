package io.eventsourcing.persistence.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * An interrupt that the current thread had when it began to work on H2, whose files it
 * would break. The thread is interrupted again when this object is closed.
 */
enum SuspendedInterrupt implements AutoCloseable {

	OF_THIS_THREAD;

	/** Suspends the interrupt of the current thread, or returns null if there is none. */
	static @Nullable SuspendedInterrupt ofThisThread() {
		return Thread.interrupted() ? OF_THIS_THREAD : null;
	}

	@Override
	public void close() {
		Thread.currentThread().interrupt();
	}

}
