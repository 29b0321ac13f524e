package io.eventsourcing.autoconfigure.projection.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.eventsourcing.autoconfigure.projection.beans.RunnableProjections;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.projection.OnFailure;
import io.eventsourcing.projection.runner.consumer.HandlingObserver;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts the events that projections and process applications could not handle, and have
 * parked or skipped in this process. The counters exist from the start, so that a rate
 * includes the first such event. Thread-safe.
 */
final class ProjectionFailureMeters implements MeterBinder, HandlingObserver {

	private final RunnableProjections beans;

	private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

	private record Key(String projection, OnFailure policy) {
	}

	ProjectionFailureMeters(RunnableProjections beans) {
		this.beans = beans;
	}

	@Override
	public void passed(String projection, long notificationId, OnFailure policy) {
		count(projection, policy).increment();
	}

	private LongAdder count(String projection, OnFailure policy) {
		return this.counts.computeIfAbsent(new Key(projection, policy), (key) -> new LongAdder());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String name : this.beans.kinds().keySet()) {
			bind(name, OnFailure.PARK, "parked", registry);
			bind(name, OnFailure.SKIP, "skipped", registry);
		}
	}

	private void bind(String name, OnFailure policy, String outcome, MeterRegistry registry) {
		FunctionCounter.builder("eventsourcing.projection.failures", count(name, policy), LongAdder::sum)
			.description("Events that could not be handled, and were parked or skipped")
			.baseUnit("events")
			.tags("projection", name, "outcome", outcome, StoreName.TAG, StoreName.DEFAULT)
			.register(registry);
	}

}
