package io.eventsourcing.enhancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.eventsourcing.domain.Internal;
import io.eventsourcing.domain.RuntimeEnhancer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Enhances aggregates in IDEs and tests, where the build plugin has not run, by attaching
 * an agent to the running JVM. The system property
 * {@code eventsourcing.load-time-enhancement} is {@code auto} (the agent is attached if a
 * class file in a directory of the class path needs it), {@code always} (classes in jars
 * are enhanced as well) or {@code never}.
 */
@Internal
public final class LoadTimeEnhancer implements RuntimeEnhancer {

	private static final String PROPERTY = "eventsourcing.load-time-enhancement";

	/**
	 * The system properties that Surefire, Failsafe and Gradle set in the JVMs that run
	 * tests.
	 */
	private static final List<String> PROPERTIES_OF_BUILDS = List.of("surefire.test.class.path",
			"surefire.real.class.path", "org.gradle.test.worker");

	private static final System.Logger LOGGER = System.getLogger("io.eventsourcing.enhancer");

	private @Nullable LoadTimeAgent agent;

	@Override
	public synchronized void enhance(ClassLoader classLoader) {
		if (this.agent != null) {
			return;
		}
		String mode = System.getProperty(PROPERTY);
		switch ((mode != null) ? mode : "auto") {
			case "always" -> this.agent = LoadTimeAgent.install();
			case "never" -> throw new IllegalStateException("%s=never forbids it".formatted(PROPERTY));
			case "auto" -> enhanceIfNeeded(classLoader, mode != null);
			default ->
				throw new IllegalStateException("%s must be auto, always or never, not %s".formatted(PROPERTY, mode));
		}
	}

	private void enhanceIfNeeded(ClassLoader classLoader, boolean intended) {
		requireLibraries();
		String className = findUnenhanced(classLoader);
		if (className != null) {
			this.agent = LoadTimeAgent.install();
			if (!intended && PROPERTIES_OF_BUILDS.stream().anyMatch((name) -> System.getProperty(name) != null)) {
				LOGGER.log(System.Logger.Level.WARNING,
						"The build does not enhance aggregates such as %s. They work in its tests, where they are enhanced at load time, but an application that it packages does not start. Add the plugin io.eventsourcing:eventsourcing-maven-plugin with <extensions>true</extensions> to the build, or confirm with -D%s=auto that only tests use them."
							.formatted(className, PROPERTY));
			}
		}
	}

	/** Fails before the search, whose result would then be irrelevant. */
	private static void requireLibraries() {
		List.of(ByteBuddy.class, ByteBuddyAgent.class);
	}

	private static @Nullable String findUnenhanced(ClassLoader classLoader) {
		try {
			return ClassFiles.findUnenhanced(classLoader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the class path cannot be searched: " + ex.getMessage(), ex);
		}
	}

	@Override
	public synchronized Throwable failure(Class<?> type) {
		Throwable failure = (this.agent != null) ? this.agent.failure(type) : null;
		return (failure != null) ? failure : new IllegalStateException(
				"it was not loaded from a directory of the class path; -D%s=always also enhances classes in jars"
					.formatted(PROPERTY));
	}

	@Override
	public synchronized List<String> takeWarnings(Class<?> type) {
		return (this.agent != null) ? this.agent.takeWarnings(type) : List.of();
	}

}
