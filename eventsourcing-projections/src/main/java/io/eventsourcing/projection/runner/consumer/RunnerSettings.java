package io.eventsourcing.projection.runner.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.tracking.LeaseRecorder;
import io.eventsourcing.persistence.tracking.ParkedEventRecorder;
import io.eventsourcing.persistence.tracking.Runner;
import io.eventsourcing.persistence.tracking.TrackingRecorder;
import io.eventsourcing.projection.Start;

/**
 * How a runner works, and on what. Immutable.
 *
 * @param log the log of the own event store
 * @param tracking keeps the positions
 * @param leases shares the projections among processes
 * @param parkedEvents keeps the parked events
 * @param runner identifies this process
 * @param consumers the projections
 * @param lease the time for which this process owns its units, unless it renews the lease
 * @param threads creates the threads
 * @param threadCount the number of worker threads
 * @param stopTimeout the maximum time to wait for the threads when the runner is stopped
 * @param handlerTimeout the time after which a handler is reported as stuck, or zero
 * @param observer surrounds the handling of events
 */
public record RunnerSettings(NotificationLog log, TrackingRecorder tracking, LeaseRecorder leases,
		ParkedEventRecorder parkedEvents, Runner runner, List<Consumer> consumers, Duration lease,
		ThreadFactory threads, int threadCount, Duration stopTimeout, Duration handlerTimeout,
		HandlingObserver observer) {

	/**
	 * Stores a projection, unless it is already stored. If it starts at the end of a
	 * remote log, its server determines how long this takes.
	 */
	public void register(Consumer consumer) {
		register(consumer, (consumer.definition().from() == Start.END) ? consumer.upstream().log().maxId() : 0);
	}

	/**
	 * Stores a projection, unless it is already stored.
	 * @param start the position at which it starts
	 */
	public void register(Consumer consumer, long start) {
		ProjectionDefinition definition = consumer.definition();
		this.tracking.register(definition.id(), definition.partitions(), start);
	}

}
