package io.eventsourcing.autoconfigure.observation;

import java.util.function.Supplier;

import io.eventsourcing.persistence.EventStore;

import org.springframework.beans.factory.config.BeanPostProcessor;

/** Makes the saves and loads of event stores observed. */
final class ObservedEventStorePostProcessor implements BeanPostProcessor {

	private final Supplier<StoreObservations> observations;

	/**
	 * @param observations returns the observations, called when an event store is created
	 */
	ObservedEventStorePostProcessor(Supplier<StoreObservations> observations) {
		this.observations = observations;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof EventStore store)) {
			return bean;
		}
		StoreObservations used = this.observations.get();
		return used.isNoop() ? bean : new ObservedEventStore(store, used);
	}

}
