package io.eventsourcing.autoconfigure.datasource;

import io.eventsourcing.domain.Internal;

import org.springframework.core.env.Environment;

/**
 * The property that chooses where events are stored, for decisions that are made before
 * the properties are bound.
 */
@Internal
public final class StoreProperty {

	public static final String NAME = "eventsourcing.store";

	/** The default value of the property. */
	public static final String JDBC = "jdbc";

	public static final String MEMORY = "memory";

	private StoreProperty() {
	}

	public static boolean isMemory(Environment environment) {
		return MEMORY.equalsIgnoreCase(environment.getProperty(NAME));
	}

}
