package io.eventsourcing.autoconfigure.diagnostics;

import java.util.function.Supplier;

import io.eventsourcing.domain.Internal;

/**
 * Passes the values of properties to the library, which determines whether they are
 * valid.
 */
@Internal
public final class Settings {

	private Settings() {
	}

	/**
	 * Runs an action that uses only the values of the given properties. If there are
	 * several, the message of the library says which value it rejects.
	 * @throws EventSourcingSetupException if the library rejects a value
	 */
	public static <T> T use(Supplier<T> action, String... properties) {
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
