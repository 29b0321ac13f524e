package io.eventsourcing.autoconfigure.catalog;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Starts the check when all singletons have been created, because they may register
 * further aggregates. The check itself is not such a bean: if beans are initialized
 * lazily, Spring Boot does not create it, so that start-up needs no database.
 */
final class EventCheckStart implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	EventCheckStart(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.beanFactory.getBeanNamesForType(EventCheck.class, false, false)) {
			if (this.beanFactory.getSingleton(name) instanceof EventCheck check) {
				check.start();
			}
		}
	}

}
