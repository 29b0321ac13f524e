package io.eventsourcing.autoconfigure.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.autoconfigure.observation.SaveCounter;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts saved events by the names of their aggregates. Thread-safe. */
final class AppendEventsCounter implements SaveCounter {

	private final MeterRegistry registry;

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	AppendEventsCounter(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void increment(String aggregate) {
		this.counters.computeIfAbsent(aggregate, this::counter).increment();
	}

	private Counter counter(String aggregate) {
		return Counter.builder("eventsourcing.append.events")
			.description("Events that were saved")
			.baseUnit("events")
			.tag("aggregate", aggregate)
			.tag(StoreName.TAG, StoreName.DEFAULT)
			.register(this.registry);
	}

}
