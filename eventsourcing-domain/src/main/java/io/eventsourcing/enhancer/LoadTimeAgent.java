package io.eventsourcing.enhancer;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Enhanced;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link AggregateEnhancer} to classes as they are loaded. Byte Buddy's own agent
 * builder cannot be used, because it does not add annotations to classes that are already
 * loaded. Thread-safe.
 */
final class LoadTimeAgent implements ClassFileTransformer {

	private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

	private final Map<String, List<String>> warnings = new ConcurrentHashMap<>();

	private final ByteBuddy byteBuddy = new ByteBuddy().with(TypeValidation.DISABLED)
		.with(Implementation.Context.Disabled.Factory.INSTANCE)
		.with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE);

	private LoadTimeAgent() {
	}

	/** Enhances the classes that are already loaded, and those that will be loaded. */
	static LoadTimeAgent install() {
		Instrumentation instrumentation = ByteBuddyAgent.install();
		LoadTimeAgent agent = new LoadTimeAgent();
		instrumentation.addTransformer(agent, true);
		try {
			retransformLoaded(instrumentation);
		}
		catch (UnmodifiableClassException ex) {
			throw new IllegalStateException(ex);
		}
		return agent;
	}

	private static void retransformLoaded(Instrumentation instrumentation) throws UnmodifiableClassException {
		Set<Class<?>> seen = new HashSet<>();
		Set<Class<?>> found = unenhanced(instrumentation, seen);
		// a class that another thread was loading when the agent was installed may have
		// missed it, so search until no class is found
		while (!found.isEmpty()) {
			instrumentation.retransformClasses(found.toArray(Class<?>[]::new));
			seen.addAll(found);
			found = unenhanced(instrumentation, seen);
		}
	}

	/**
	 * Finds loaded aggregates without the marker. Enhanced classes are not retransformed,
	 * because before JDK 19 they would lose the names of their parameters.
	 */
	private static Set<Class<?>> unenhanced(Instrumentation instrumentation, Set<Class<?>> seen) {
		Set<Class<?>> found = new HashSet<>();
		for (Class<?> type : instrumentation.getAllLoadedClasses()) {
			if (Aggregate.class.isAssignableFrom(type) && type != Aggregate.class && !seen.contains(type)
					&& instrumentation.isModifiableClass(type) && !type.isAnnotationPresent(Enhanced.class)) {
				found.add(type);
			}
		}
		return found;
	}

	@Override
	public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String internalName,
			@Nullable Class<?> loaded, @Nullable ProtectionDomain protectionDomain, byte[] classFile) {
		if (loader == null || internalName == null || !ClassFiles.mayBeEnhanced(classFile)) {
			return null;
		}
		String className = internalName.replace('/', '.');
		try {
			byte[] enhanced = enhance(className, classFile, loader, loaded != null);
			this.failures.remove(className);
			return enhanced;
		}
		catch (Throwable ex) {
			// the JVM would ignore the exception; it is thrown when the class is used
			this.failures.put(className, ex);
			return null;
		}
	}

	private byte @Nullable [] enhance(String className, byte[] classFile, ClassLoader loader, boolean loaded) {
		ClassFileLocator resources = ClassFileLocator.ForClassLoader.of(loader);
		ClassFileLocator locator = new ClassFileLocator.Compound(ClassFileLocator.Simple.of(className, classFile),
				resources);
		TypeDescription type = TypePool.Default.of(locator).describe(className).resolve();
		List<String> found = new ArrayList<>();
		AggregateEnhancer enhancer = new AggregateEnhancer(new WarningCollector(found));
		if (!enhancer.matches(type)) {
			return null;
		}
		// before JDK 19, the class file that the JVM passes for a loaded class lacks the
		// names that -parameters keeps
		ClassFileLocator original = loaded ? new ClassFileLocator.Compound(resources, locator) : locator;
		byte[] enhanced = enhancer.apply(this.byteBuddy.redefine(type, locator), type, original).make().getBytes();
		this.warnings.put(className, found);
		return enhanced;
	}

	/** Returns the warnings about a class, and removes them. */
	List<String> takeWarnings(Class<?> type) {
		List<String> found = this.warnings.remove(type.getName());
		return (found != null) ? found : List.of();
	}

	@Nullable Throwable failure(Class<?> type) {
		return this.failures.get(type.getName());
	}

	/**
	 * Keeps warnings until the class is used: a logger called by a transformer could load
	 * classes while the JVM is loading one.
	 */
	private static final class WarningCollector extends BuildLogger.Adapter {

		private final List<String> warnings;

		WarningCollector(List<String> warnings) {
			this.warnings = warnings;
		}

		@Override
		public void warn(String message) {
			this.warnings.add(message);
		}

	}

}
