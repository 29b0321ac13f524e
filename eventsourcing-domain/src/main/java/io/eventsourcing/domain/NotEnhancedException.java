package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an aggregate has members decorated with {@link Event} but was not enhanced,
 * so that calling these members would not trigger events. Also thrown when a method with
 * {@link Apply} that takes every event would not be called for the first one.
 */
public class NotEnhancedException extends FixableException {

	static final String DECORATED = "has members decorated with @Event but was not enhanced, so they would not trigger events.";

	static final String EVERY_EVENT = "has a method with @Apply for every event but was not enhanced, so it would not be called after the constructor with @Apply.";

	private static final String FIX = """
			Fix it in one of these ways:
			  - Maven: add the plugin io.eventsourcing:eventsourcing-maven-plugin with <extensions>true</extensions>, \
			then rebuild; it runs in the phase process-classes, which "mvn compile" does not reach
			  - IDE: add the dependency io.eventsourcing:eventsourcing-devtools with <optional>true</optional>, \
			which enhances aggregates when they are loaded
			  - use trigger(new SomeRecord(..)) and @Apply members for records, which need no enhancement""";

	private final Class<?> aggregateType;

	NotEnhancedException(Class<?> aggregateType, String consequence, @Nullable Throwable failure) {
		super(describe(aggregateType, consequence, failure) + "\n" + FIX, describe(aggregateType, consequence, failure),
				FIX, failure);
		this.aggregateType = aggregateType;
	}

	private static String describe(Class<?> aggregateType, String consequence, @Nullable Throwable failure) {
		String description = aggregateType.getName() + " " + consequence;
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

}
