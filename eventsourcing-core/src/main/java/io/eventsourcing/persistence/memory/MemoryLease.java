package io.eventsourcing.persistence.memory;

import java.time.Duration;

/**
 * The lease of a process.
 *
 * @param end the end of the lease, by the clock of {@link System#nanoTime()}
 */
record MemoryLease(long end) {

	private static final Duration RETENTION = Duration.ofDays(1);

	static MemoryLease startingNow(Duration duration) {
		return new MemoryLease(System.nanoTime() + duration.toNanos());
	}

	boolean isAlive() {
		return this.end - System.nanoTime() > 0;
	}

	/** Returns whether the lease expired more than a day ago. */
	boolean isOutdated() {
		return System.nanoTime() - this.end > RETENTION.toNanos();
	}

}
