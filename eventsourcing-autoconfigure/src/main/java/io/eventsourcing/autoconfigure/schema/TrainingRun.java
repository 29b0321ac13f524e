package io.eventsourcing.autoconfigure.schema;

import io.eventsourcing.persistence.exception.StoreUnavailableException;

import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;

/**
 * Detects a training run: a start of the application that ends as soon as the context is
 * refreshed ({@code -Dspring.context.exit=onRefresh}), to fill an AOT cache. It often
 * takes place without a database, while an image is built, and saves nothing.
 */
final class TrainingRun {

	private TrainingRun() {
	}

	/**
	 * Ignores, in a training run, that the database cannot be reached.
	 * @throws StoreUnavailableException if this is not a training run
	 */
	static void tolerate(StoreUnavailableException failure) {
		String exit = SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME);
		if (!DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(exit)) {
			throw failure;
		}
	}

}
