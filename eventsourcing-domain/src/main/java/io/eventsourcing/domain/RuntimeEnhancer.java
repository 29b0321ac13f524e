package io.eventsourcing.domain;

import java.util.List;

/**
 * Enhances aggregates while they are loaded. Implementations are found by
 * {@link java.util.ServiceLoader}.
 */
@Internal
public interface RuntimeEnhancer {

	/**
	 * Enhances those aggregates of the class loader that the build has not enhanced, both
	 * the loaded ones and those that are still to be loaded. A repeated call is cheap.
	 * @throws IllegalStateException if this JVM does not allow it; the message says why
	 */
	void enhance(ClassLoader classLoader);

	/** Returns the reason why a class that needed enhancement did not get it. */
	Throwable failure(Class<?> type);

	/**
	 * Returns and forgets the warnings about a class that this enhancer has enhanced, one
	 * sentence each.
	 */
	List<String> takeWarnings(Class<?> type);

}
