package io.eventsourcing.persistence.memory;

import java.time.Duration;

/**
 * The lease of a process.
 *
 * @param group the group of the process
 * @param end the end of the lease, by the clock of {@link System#nanoTime()}
 */
record MemoryLease(String group, long end) {

	private static final Duration RETENTION = Duration.ofDays(1);

	static MemoryLease startingNow(String group, Duration duration) {
		return new MemoryLease(group, System.nanoTime() + duration.toNanos());
	}

	boolean isAlive() {
		return this.end - System.nanoTime() > 0;
	}

	/** Returns whether the lease expired more than a day ago. */
	boolean isOutdated() {
		return System.nanoTime() - this.end > RETENTION.toNanos();
	}

}
