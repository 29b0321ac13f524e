package io.eventsourcing.projection.runner.consumer;

import java.util.UUID;

/** Assigns aggregates to the partitions of a projection. */
public final class Partitions {

	/**
	 * 2^64 divided by the golden ratio, which spreads ids that are close to each other.
	 */
	private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

	private Partitions() {
	}

	/**
	 * Returns the partition of an aggregate. The result must never change, because the
	 * positions of partitions are stored: another assignment would make some events be
	 * handled twice, and others never.
	 * @param count the number of partitions
	 */
	public static int of(UUID aggregate, int count) {
		if (count == 1) {
			return 0;
		}
		long mixed = (aggregate.getMostSignificantBits() ^ aggregate.getLeastSignificantBits()) * MULTIPLIER;
		return (int) (mixed >>> 33) % count;
	}

}
