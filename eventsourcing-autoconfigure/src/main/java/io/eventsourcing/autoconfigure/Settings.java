package io.eventsourcing.autoconfigure;

import java.util.function.Supplier;

/** Hands the values of properties to the library, which knows what is a good one. */
final class Settings {

	private Settings() {
	}

	/**
	 * Uses the value of a property, and only that one.
	 * @throws EventSourcingSetupException if the library refuses the value
	 */
	static <T> T use(String property, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (IllegalArgumentException ex) {
			throw new EventSourcingSetupException(String.valueOf(ex.getMessage()),
					"Set the property '%s' to another value, or remove it.".formatted(property), ex);
		}
	}

}
