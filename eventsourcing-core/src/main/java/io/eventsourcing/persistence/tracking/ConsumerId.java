package io.eventsourcing.persistence.tracking;

import java.util.Comparator;
import java.util.Objects;

/**
 * Identifies a consumer of a log, whose position in that log is stored. Several versions
 * of a consumer, and several partitions of a version, each have a position.
 *
 * @param consumer the name of the consumer, such as that of a projection
 * @param version the version of the consumer, 1 or higher
 * @param upstream the name of the log that it follows
 * @param partition the number of the partition, counted from 0; 0 if the consumer is not
 * partitioned
 */
public record ConsumerId(String consumer, int version, String upstream,
		int partition) implements Comparable<ConsumerId> {

	/** The name of the log of the consumer's own event store. */
	public static final String OWN_LOG = "log";

	private static final Comparator<ConsumerId> ORDER = Comparator.comparing((ConsumerId id) -> id.consumer)
		.thenComparingInt((id) -> id.version)
		.thenComparing((id) -> id.upstream)
		.thenComparingInt((id) -> id.partition);

	/**
	 * @throws IllegalArgumentException if the version is not positive, or if the
	 * partition is negative
	 */
	public ConsumerId {
		Objects.requireNonNull(consumer, "consumer");
		Objects.requireNonNull(upstream, "upstream");
		if (version < 1) {
			throw new IllegalArgumentException(
					"The version of the consumer '%s' must be positive, not %d".formatted(consumer, version));
		}
		if (partition < 0) {
			throw new IllegalArgumentException(
					"The partition of the consumer '%s' must not be negative: %d".formatted(consumer, partition));
		}
	}

	/**
	 * Returns the id of version 1 of a consumer of the log of its own event store, which
	 * is not partitioned.
	 */
	public static ConsumerId ofOwnLog(String consumer) {
		return new ConsumerId(consumer, 1, OWN_LOG, 0);
	}

	/**
	 * Returns whether the consumer belongs to this library itself, and is therefore not
	 * listed.
	 */
	public boolean isInternal() {
		return this.consumer.startsWith("eventsourcing.");
	}

	/** Returns the id of another partition of the same version. */
	public ConsumerId partition(int number) {
		return new ConsumerId(this.consumer, this.version, this.upstream, number);
	}

	/** Compares names, versions, logs and partitions, in this order. */
	@Override
	public int compareTo(ConsumerId other) {
		return ORDER.compare(this, other);
	}

}
