package io.eventsourcing.domain;

import java.util.List;

/**
 * Enhances aggregates at load time. Implementations are found by
 * {@link java.util.ServiceLoader}.
 */
@Internal
public interface RuntimeEnhancer {

	/**
	 * Enhances those aggregates of the class loader that the build has not enhanced, both
	 * classes that are already loaded and classes that will be loaded. A repeated call is
	 * cheap.
	 * @throws IllegalStateException if this JVM does not allow enhancement; the message
	 * contains the reason
	 */
	void enhance(ClassLoader classLoader);

	/** Returns the reason why a class that needed enhancement was not enhanced. */
	Throwable failure(Class<?> type);

	/**
	 * Returns the warnings about a class that this enhancer has enhanced, one sentence
	 * each, and removes them.
	 */
	List<String> takeWarnings(Class<?> type);

}
