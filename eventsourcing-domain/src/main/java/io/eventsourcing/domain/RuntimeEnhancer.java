package io.eventsourcing.domain;

import java.util.List;

/**
 * Enhances aggregates while they are loaded. Found by {@link java.util.ServiceLoader};
 * not for use by applications.
 */
public interface RuntimeEnhancer {

	/**
	 * Enhances the aggregates of the class loader that were not enhanced when they were
	 * built: those that are loaded, and those that will be. Calling it again is cheap.
	 * @throws IllegalStateException if that is not possible here; the message says why
	 */
	void enhance(ClassLoader classLoader);

	/** Why a class that needed it was not enhanced. */
	Throwable failure(Class<?> type);

	/**
	 * What should be said about a class that this enhancer has enhanced, one sentence
	 * each; empty if that has been said.
	 */
	List<String> takeWarnings(Class<?> type);

}
