package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an aggregate has members decorated with {@link Event} but was not enhanced,
 * so that calling these members would not trigger events.
 */
public class NotEnhancedException extends EventSourcingException implements HasFix {

	private static final String FIX = """
			Fix it in one of these ways:
			  - Maven: add the plugin net.bytebuddy:byte-buddy-maven-plugin with the goals 'transform' and 'transform-test' \
			and io.eventsourcing:eventsourcing-domain as its dependency, then rebuild
			  - IDE: put net.bytebuddy:byte-buddy and net.bytebuddy:byte-buddy-agent on the class path. For tests, \
			spring-boot-starter-test brings both; a main class does not see dependencies in the scope 'test', so declare both with the \
			scope 'runtime' and <optional>true</optional>
			  - use trigger(new SomeRecord(..)) and @Apply methods, which need no enhancement""";

	private final Class<?> aggregateType;

	private final String problem;

	NotEnhancedException(Class<?> aggregateType, @Nullable Throwable failure) {
		this(aggregateType, describe(aggregateType, failure), failure);
	}

	private NotEnhancedException(Class<?> aggregateType, String problem, @Nullable Throwable failure) {
		super(problem + "\n" + FIX, failure);
		this.aggregateType = aggregateType;
		this.problem = problem;
	}

	private static String describe(Class<?> aggregateType, @Nullable Throwable failure) {
		String description = aggregateType.getName()
				+ " has members decorated with @Event but was not enhanced, so they would not trigger events.";
		return (failure != null) ? description + " It could not be enhanced at load time either: " + reason(failure)
				: description;
	}

	private static String reason(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof NoClassDefFoundError) {
				return "Byte Buddy is not on the class path (" + cause.getMessage() + ")";
			}
		}
		return String.valueOf(failure.getMessage());
	}

	/** Returns the class that was not enhanced. */
	public Class<?> aggregateType() {
		return this.aggregateType;
	}

	@Override
	public String problem() {
		return this.problem;
	}

	@Override
	public String fix() {
		return FIX;
	}

}
