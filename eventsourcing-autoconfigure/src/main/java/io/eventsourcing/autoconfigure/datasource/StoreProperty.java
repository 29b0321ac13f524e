package io.eventsourcing.autoconfigure;

import org.springframework.core.env.Environment;

/**
 * The property that chooses where events are stored, for what is decided before
 * {@link EventSourcingProperties} are bound.
 */
final class StoreProperty {

	static final String NAME = "eventsourcing.store";

	/** The default. */
	static final String JDBC = "jdbc";

	static final String MEMORY = "memory";

	private StoreProperty() {
	}

	static boolean isMemory(Environment environment) {
		return MEMORY.equalsIgnoreCase(environment.getProperty(NAME));
	}

}
