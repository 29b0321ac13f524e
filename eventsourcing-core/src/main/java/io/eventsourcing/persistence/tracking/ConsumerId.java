package io.eventsourcing.persistence.tracking;

import java.util.Objects;

/**
 * Identifies a consumer of a log, whose position in that log is stored.
 *
 * @param consumer the name of the consumer, such as that of a projection
 * @param upstream the name of the log that it follows
 */
public record ConsumerId(String consumer, String upstream) {

	/** The name of the log of the consumer's own event store. */
	public static final String OWN_LOG = "log";

	public ConsumerId {
		Objects.requireNonNull(consumer, "consumer");
		Objects.requireNonNull(upstream, "upstream");
	}

	/** Returns the id of a consumer of the log of its own event store. */
	public static ConsumerId ofOwnLog(String consumer) {
		return new ConsumerId(consumer, OWN_LOG);
	}

}
