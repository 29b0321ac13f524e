package io.eventsourcing.autoconfigure.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.DomainEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Counts the events of saves by their aggregates. It is no
 * {@code MeterObservationHandler}, because only the first one of these is called, which
 * times the saves.
 */
final class AppendEventsHandler implements ObservationHandler<AppendObservationContext> {

	private final MeterRegistry registry;

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	AppendEventsHandler(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof AppendObservationContext;
	}

	@Override
	public void onStop(AppendObservationContext context) {
		if (context.getError() == null) {
			for (DomainEvent event : context.events()) {
				this.counters.computeIfAbsent(context.aggregate(event), this::counter).increment();
			}
		}
	}

	private Counter counter(String aggregate) {
		return Counter.builder("eventsourcing.append.events")
			.description("Events that were saved")
			.baseUnit("events")
			.tag("aggregate", aggregate)
			.tag(StoreTag.KEY, StoreTag.DEFAULT)
			.register(this.registry);
	}

}
