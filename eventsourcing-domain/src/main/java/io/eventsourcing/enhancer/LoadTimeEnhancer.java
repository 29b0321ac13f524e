package io.eventsourcing.enhancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.eventsourcing.domain.RuntimeEnhancer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Enhances aggregates in IDEs and tests, where the build plugin has not run, by an agent
 * that is attached to the running JVM. It does nothing if no class file in the
 * directories of the class path needs it. The system property
 * {@code eventsourcing.load-time-enhancement} is {@code auto}, {@code always} (so that
 * classes in jars are enhanced even then) or {@code never}.
 */
public final class LoadTimeEnhancer implements RuntimeEnhancer {

	private static final String PROPERTY = "eventsourcing.load-time-enhancement";

	private @Nullable LoadTimeAgent agent;

	@Override
	public synchronized void enhance(ClassLoader classLoader) {
		if (this.agent == null && isNeeded(System.getProperty(PROPERTY, "auto"), classLoader)) {
			this.agent = LoadTimeAgent.install();
		}
	}

	private static boolean isNeeded(String mode, ClassLoader classLoader) {
		switch (mode) {
			case "always":
				return true;
			case "never":
				throw new IllegalStateException("%s=never forbids it".formatted(PROPERTY));
			case "auto":
				requireLibraries();
				return isNeeded(classLoader);
			default:
				throw new IllegalStateException("%s must be auto, always or never, not %s".formatted(PROPERTY, mode));
		}
	}

	/** Fails early, because without the libraries nothing has to be searched. */
	private static void requireLibraries() {
		List.of(ByteBuddy.class, ByteBuddyAgent.class);
	}

	private static boolean isNeeded(ClassLoader classLoader) {
		try {
			return ClassFiles.anyMayNeedEnhancement(classLoader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the class path cannot be searched: " + ex.getMessage(), ex);
		}
	}

	@Override
	public synchronized Throwable failure(Class<?> type) {
		Throwable failure = (this.agent != null) ? this.agent.failure(type) : null;
		return (failure != null) ? failure : new IllegalStateException(
				"it was not loaded from a directory of the class path; -D%s=always enhances classes in jars, too"
					.formatted(PROPERTY));
	}

}
