package io.eventsourcing.projection.runner;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.eventsourcing.persistence.tracking.ConsumerId;
import io.eventsourcing.persistence.tracking.TrackedConsumer;
import io.eventsourcing.persistence.tracking.TrackingRecorder;

/**
 * Reads the stored states of all consumers, at most once in each interval for all callers
 * together. Thread-safe.
 */
final class StoredPositions {

	static final Duration INTERVAL = Duration.ofMillis(10);

	private final TrackingRecorder tracking;

	/** Guarded by this object. */
	private Map<ConsumerId, TrackedConsumer> last = Map.of();

	/** Guarded by this object. */
	private long readAt = System.nanoTime() - INTERVAL.toNanos();

	StoredPositions(TrackingRecorder tracking) {
		this.tracking = tracking;
	}

	/** Returns what was stored when the last query ended, at most one interval ago. */
	synchronized Map<ConsumerId, TrackedConsumer> read() {
		return (System.nanoTime() - this.readAt < INTERVAL.toNanos()) ? this.last : readNow();
	}

	/** Makes the next call read again, because a position may have moved back. */
	synchronized void forget() {
		this.readAt = System.nanoTime() - INTERVAL.toNanos();
	}

	/** Reads and returns the stored states. */
	synchronized Map<ConsumerId, TrackedConsumer> readNow() {
		this.last = this.tracking.consumers()
			.stream()
			.collect(Collectors.toMap(TrackedConsumer::id, Function.identity()));
		// the end of the query: callers that have waited for it need not read again
		this.readAt = System.nanoTime();
		return this.last;
	}

}
