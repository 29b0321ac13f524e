package io.eventsourcing.domain;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * Enhances the aggregates that the build has not enhanced, if Byte Buddy is on the class
 * path. The static initialiser of {@link Aggregate} calls it; since the JVM initialises a
 * class before its subclasses, the call precedes the first constructor of any aggregate.
 * Thread-safe.
 */
@Internal
public final class LoadTimeEnhancement {

	private static final System.Logger LOGGER = System.getLogger("io.eventsourcing.enhancer");

	private static volatile List<RuntimeEnhancer> enhancers = List.of();

	private static volatile @Nullable Throwable failure;

	private LoadTimeEnhancement() {
	}

	static void run() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		run((context != null) ? context : Aggregate.class.getClassLoader());
	}

	/**
	 * Enhances the aggregates of another class loader, such as the one that a restart in
	 * the same JVM creates. A repeated call is cheap. This method never throws an
	 * exception: a class that needed enhancement and was not enhanced is rejected, with
	 * the reason, when it is used.
	 */
	public static synchronized void run(ClassLoader classLoader) {
		try {
			if (enhancers.isEmpty()) {
				enhancers = ServiceLoader.load(RuntimeEnhancer.class, Aggregate.class.getClassLoader())
					.stream()
					.map(ServiceLoader.Provider::get)
					.toList();
			}
			enhancers.forEach((enhancer) -> enhancer.enhance(classLoader));
			failure = null;
		}
		catch (ServiceConfigurationError | LinkageError | RuntimeException ex) {
			failure = ex;
		}
	}

	/** Logs, once per class, the warnings that the build would have logged. */
	static void logWarnings(Class<?> type) {
		for (RuntimeEnhancer enhancer : enhancers) {
			enhancer.takeWarnings(type).forEach((warning) -> LOGGER.log(System.Logger.Level.WARNING, warning));
		}
	}

	/**
	 * Returns the exception that reports the use of a class that is not enhanced.
	 * @param consequence why the class must be enhanced, as the end of a sentence
	 */
	static EventSourcingException failure(Class<?> type, String consequence) {
		Throwable cause = failure;
		for (RuntimeEnhancer enhancer : enhancers) {
			cause = (cause != null) ? cause : enhancer.failure(type);
		}
		return (cause instanceof AggregateDefinitionException invalid)
				? new AggregateDefinitionException(invalid.className(), invalid.problems())
				: new NotEnhancedException(type, consequence, cause);
	}

}
