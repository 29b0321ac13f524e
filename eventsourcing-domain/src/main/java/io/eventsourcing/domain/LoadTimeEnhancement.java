package io.eventsourcing.domain;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * Enhances what the build did not, if Byte Buddy is there. It is run by the static
 * initialiser of {@link Aggregate}, which comes before that of every subclass and so
 * before any of their constructors. Safe for use by many threads.
 */
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
	 * Enhances the aggregates of a class loader that came later, such as after a restart
	 * in the same JVM. Calling it again is cheap, and it never fails: what needed it and
	 * was not enhanced says so when it is used.
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

	/** Logs, once for each class, what the build would have warned of. */
	static void logWarnings(Class<?> type) {
		for (RuntimeEnhancer enhancer : enhancers) {
			enhancer.takeWarnings(type).forEach((warning) -> LOGGER.log(System.Logger.Level.WARNING, warning));
		}
	}

	/** What to throw when a class is used that should have been enhanced. */
	static EventSourcingException failure(Class<?> type) {
		Throwable cause = failure;
		for (RuntimeEnhancer enhancer : enhancers) {
			cause = (cause != null) ? cause : enhancer.failure(type);
		}
		return (cause instanceof AggregateDefinitionException invalid)
				? new AggregateDefinitionException(invalid.className(), invalid.problems())
				: new NotEnhancedException(type, cause);
	}

}
