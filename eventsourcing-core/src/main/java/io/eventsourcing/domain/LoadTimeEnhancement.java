package io.eventsourcing.domain;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * Enhances what the build did not, if Byte Buddy is there. It is run by the static
 * initialiser of {@link Aggregate}, which comes before that of every subclass and so
 * before any of their constructors.
 */
final class LoadTimeEnhancement {

	private static volatile @Nullable String failure;

	private LoadTimeEnhancement() {
	}

	static void run() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		run((context != null) ? context : Aggregate.class.getClassLoader());
	}

	private static void run(ClassLoader classLoader) {
		try {
			for (RuntimeEnhancer enhancer : ServiceLoader.load(RuntimeEnhancer.class,
					Aggregate.class.getClassLoader())) {
				enhancer.enhance(classLoader);
			}
		}
		catch (ServiceConfigurationError | LinkageError | IllegalStateException ex) {
			// not an error yet: what needs it will say so, with this as the reason
			failure = reason(ex);
		}
	}

	private static String reason(Throwable problem) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			if (cause instanceof NoClassDefFoundError) {
				return "Byte Buddy is not on the class path (" + cause.getMessage() + ")";
			}
		}
		return String.valueOf(problem.getMessage());
	}

	/** Why load-time enhancement failed, if it did. */
	static @Nullable String failure() {
		return failure;
	}

}
