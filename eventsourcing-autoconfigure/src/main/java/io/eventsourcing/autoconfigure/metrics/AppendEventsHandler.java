package io.eventsourcing.autoconfigure.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.autoconfigure.observation.AppendObservationContext;
import io.eventsourcing.autoconfigure.support.StoreName;
import io.eventsourcing.domain.DomainEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts the events of saves by their aggregates, once they are committed. This class
 * does not implement {@code MeterObservationHandler}, because Spring Boot calls only the
 * first handler of that type, which times the saves.
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
		if (context.getError() != null) {
			return;
		}
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new AfterCommit(() -> count(context)));
		}
		else {
			count(context);
		}
	}

	private void count(AppendObservationContext context) {
		for (DomainEvent event : context.events()) {
			this.counters.computeIfAbsent(context.aggregate(event), this::counter).increment();
		}
	}

	private Counter counter(String aggregate) {
		return Counter.builder("eventsourcing.append.events")
			.description("Events that were saved")
			.baseUnit("events")
			.tag("aggregate", aggregate)
			.tag(StoreName.TAG, StoreName.DEFAULT)
			.register(this.registry);
	}

	/**
	 * Runs an action if the transaction of the caller is committed.
	 *
	 * @param action the action
	 */
	private record AfterCommit(Runnable action) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				this.action.run();
			}
		}

	}

}
