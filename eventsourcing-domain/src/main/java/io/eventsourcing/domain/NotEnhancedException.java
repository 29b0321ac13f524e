package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate has members decorated with {@link Event} but its class file was not
 * enhanced, so that calling them would trigger nothing.
 */
public class NotEnhancedException extends EventSourcingException {

	/** What to do about it, one way each. */
	static final String FIXES = """
			Fix it in one of these ways:
			  - Maven: add the plugin net.bytebuddy:byte-buddy-maven-plugin with the goals 'transform' and 'transform-test' \
			and io.eventsourcing:eventsourcing-domain as its dependency, then rebuild
			  - IDE and tests: put net.bytebuddy:byte-buddy-agent (spring-boot-starter-test brings it) on the class path
			  - use trigger(new SomeRecord(..)) and @Apply methods, which need no enhancement""";

	private final Class<?> aggregateType;

	NotEnhancedException(Class<?> aggregateType, @Nullable Throwable failure) {
		super(describe(aggregateType, failure) + "\n" + FIXES, failure);
		this.aggregateType = aggregateType;
	}

	private static String describe(Class<?> aggregateType, @Nullable Throwable failure) {
		String description = aggregateType.getName()
				+ " has members decorated with @Event but was not enhanced, so they would trigger nothing.";
		return (failure != null)
				? description + " It could not be enhanced while it was loaded either: " + reason(failure)
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

	/** The class that was not enhanced. */
	public Class<?> aggregateType() {
		return this.aggregateType;
	}

	/** What to do about it, for people. */
	public String fixes() {
		return FIXES;
	}

}
