package io.eventsourcing.autoconfigure;

import java.util.function.Supplier;

/** Hands the values of properties to the library, which knows what is a good one. */
final class Settings {

	private Settings() {
	}

	/**
	 * Uses the values of properties, and no others. Where there are several, the library
	 * says which one it refuses.
	 * @throws EventSourcingSetupException if the library refuses a value
	 */
	static <T> T use(Supplier<T> action, String... properties) {
		try {
			return action.get();
		}
		catch (IllegalArgumentException ex) {
			throw new EventSourcingSetupException(String.valueOf(ex.getMessage()),
					"Set the property '%s' to another value, or remove it."
						.formatted(String.join("' or '", properties)),
					ex);
		}
	}

}
