package io.eventsourcing.autoconfigure.web;

import io.eventsourcing.persistence.EventStore;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Makes the event store report the positions of saved events, so that neither the event
 * store nor its callers need to know of requests.
 */
final class PositionEventStorePostProcessor implements BeanPostProcessor {

	/** Not a bean, because the dependencies of a post-processor are not processed. */
	private final CurrentPosition current = new CurrentPosition();

	CurrentPosition current() {
		return this.current;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof EventStore store) ? new PositionEventStore(store, this.current) : bean;
	}

}
