package io.eventsourcing.domain;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

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

	/** The enhancer that works in this JVM, once one has been found. */
	private static volatile @Nullable RuntimeEnhancer enhancer;

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
		RuntimeEnhancer known = enhancer;
		failure = null;
		if (known != null) {
			tryToEnhance(() -> known, classLoader);
			return;
		}
		try {
			// eventsourcing-devtools brings a second one, with a Byte Buddy of its own
			for (ServiceLoader.Provider<RuntimeEnhancer> provider : providers()) {
				if (tryToEnhance(provider, classLoader)) {
					return;
				}
			}
		}
		catch (ServiceConfigurationError ex) {
			failure = ex;
		}
	}

	private static List<ServiceLoader.Provider<RuntimeEnhancer>> providers() {
		return ServiceLoader.load(RuntimeEnhancer.class, Aggregate.class.getClassLoader()).stream().toList();
	}

	private static boolean tryToEnhance(Supplier<RuntimeEnhancer> candidate, ClassLoader classLoader) {
		try {
			RuntimeEnhancer found = candidate.get();
			found.enhance(classLoader);
			enhancer = found;
			failure = null;
			return true;
		}
		catch (ServiceConfigurationError | LinkageError | RuntimeException ex) {
			// that one enhancer lacks its libraries says less than why another one failed
			failure = (failure == null || failure instanceof LinkageError) ? ex : failure;
			return false;
		}
	}

	/** Logs, once per class, the warnings that the build would have logged. */
	static void logWarnings(Class<?> type) {
		RuntimeEnhancer used = enhancer;
		if (used != null) {
			used.takeWarnings(type).forEach((warning) -> LOGGER.log(System.Logger.Level.WARNING, warning));
		}
	}

	/**
	 * Returns the exception that reports the use of a class that is not enhanced.
	 * @param consequence why the class must be enhanced, as the end of a sentence
	 */
	static EventSourcingException failure(Class<?> type, String consequence) {
		Throwable cause = failure;
		RuntimeEnhancer used = enhancer;
		if (cause == null && used != null) {
			cause = used.failure(type);
		}
		return (cause instanceof AggregateDefinitionException invalid)
				? new AggregateDefinitionException(invalid.className(), invalid.problems())
				: new NotEnhancedException(type, consequence, cause);
	}

}
